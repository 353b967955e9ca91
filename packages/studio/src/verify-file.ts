import { stat } from 'node:fs/promises';
import { hashFile } from '@backlot/evidence';
import { BacklotError } from '@backlot/film';
import type { SealCheck } from './ports/sealer.ts';
import { sniffMediaType } from './sniff-media-type.ts';
import type { StudioPorts, VerificationReport } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { verifyLedger } from './verify-ledger.ts';

type Verdict = Pick<VerificationReport, 'state' | 'reasons' | 'takeId'>;

/**
 * What a file's own seal says, whether the studio knows these very bytes, and whether the ledger holds.
 * A file without a seal inside that the studio knows (a frame of a sequence) is as valid as the seal beside it says. A
 * seal that holds but names a take of the studio, or its recipe and no take, on bytes that no take of it has is invalid.
 * @throws BacklotError `FILE_NOT_FOUND`
 */
export async function verifyFile(ports: StudioPorts, path: string): Promise<VerificationReport> {
  await demandFile(path);
  const sha256 = await hashFile(path);
  const [seal, takes, ledger] = await Promise.all([
    sniffMediaType(path).then((mediaType) => ports.sealer.check(path, mediaType)),
    ports.records.takes.findByFile(sha256),
    verifyLedger(ports),
  ]);
  const take = takes.find((each) => each.files.some((file) => file.sha256 === sha256));
  const verdict = take ? judgeKnown(seal, take) : await judgeUnknown(ports, seal);
  const recipeHash = seal.recipeHash ?? take?.recipeHash;
  const signer = seal.signer ?? take?.seal?.signer;
  return {
    ...verdict,
    sha256,
    isKnown: take !== undefined,
    ...(recipeHash === undefined ? {} : { recipeHash }),
    ...(signer === undefined ? {} : { signer }),
    ledger,
  };
}

function judgeKnown(seal: SealCheck, take: TakeRecord): Verdict {
  if (!take.seal || seal.state !== 'unsealed') return { state: seal.state, reasons: seal.reasons, takeId: take.id };
  const reasons = [`Known by the studio: a file of take ${take.id}, sealed beside it`];
  return { state: take.seal.state, reasons, takeId: take.id };
}

/** A signature shows that nothing was changed since somebody signed; whose file it is, the ledger's takes show. */
async function judgeUnknown(ports: Pick<StudioPorts, 'records'>, seal: SealCheck): Promise<Verdict> {
  if (seal.state !== 'valid' && seal.state !== 'trusted') return { state: seal.state, reasons: seal.reasons };
  const signedBy = `signed by ${seal.signer ?? 'someone who is not named'}`;
  const claim = await findClaim(ports, seal);
  if (claim) {
    const reason = `Sealed ${claim}, but these are not its bytes; ${signedBy}`;
    return { state: 'invalid', reasons: [reason, ...seal.reasons] };
  }
  const reason = `Not a file of this studio: no take of it has these bytes; ${signedBy}`;
  return { state: seal.state, reasons: [reason, ...seal.reasons] };
}

/** How the seal says that the file is one of ours. */
async function findClaim(
  { records }: Pick<StudioPorts, 'records'>,
  { takeId, recipeHash }: SealCheck,
): Promise<string | undefined> {
  // Another studio may honestly have made the same recipe under a take of its own.
  if (takeId !== undefined) return (await records.takes.get(takeId)) ? `as take ${takeId}` : undefined;
  const [made] = recipeHash === undefined ? [] : await records.takes.findByRecipe(recipeHash);
  return made && `with the recipe of take ${made.id}`;
}

async function demandFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return;
  throw new BacklotError('FILE_NOT_FOUND', `File "${path}": ${found ? 'this is no file' : 'there is none'}`, {
    hint: 'Check the path.',
  });
}
