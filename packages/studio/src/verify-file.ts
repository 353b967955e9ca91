import { stat } from 'node:fs/promises';
import { hashFile } from '@backlot/evidence';
import { BacklotError } from '@backlot/film';
import { z } from 'zod';
import { compareWithLedger } from './compare-with-ledger.ts';
import type { SealCheck } from './ports/sealer.ts';
import { sniffMediaType } from './sniff-media-type.ts';
import { listStandingApprovals } from './standing-approvals.ts';
import type { StudioPorts, VerificationReport } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { verifyLedger } from './verify-ledger.ts';

const sealsSchema = z.looseObject({ seals: z.array(z.looseObject({ sha256: z.string() })) });

type Verdict = Pick<VerificationReport, 'state' | 'reasons' | 'takeId'>;

/**
 * What a file's own seal says, whether the studio knows these very bytes, and whether the ledger holds.
 * A file that was sealed for a take before its approval stays what it is; one that tells of an approval is invalid once the
 * take was sent back. A file without a seal inside that the studio knows (a frame of a sequence) is as valid as the seal beside it says. A
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
  const earlier = take ? undefined : await findEarlier(ports, takes, sha256);
  const known = take ?? earlier?.take;
  const found = take
    ? await judgeKnown(ports, seal, take, sha256)
    : earlier
      ? judgeEarlier(seal, earlier)
      : await judgeUnknown(ports, seal);
  const tellsOfApproval = take ? isSealedUponApproval(take, sha256) : earlier?.isApproved;
  const verdict = known && tellsOfApproval ? await contradictTakenBack(ports, found, known) : found;
  const recipeHash = seal.recipeHash ?? known?.recipeHash;
  const signer = seal.signer ?? known?.seal?.signer;
  return {
    ...verdict,
    reasons: [...verdict.reasons, ...tellWithheld(known)],
    sha256,
    isKnown: known !== undefined,
    ...(recipeHash === undefined ? {} : { recipeHash }),
    ...(signer === undefined ? {} : { signer }),
    ledger,
  };
}

/** A seal goes on being intact when what it stands on is withdrawn; whoever holds the file has to hear of it. */
function tellWithheld(take: TakeRecord | undefined): string[] {
  if (take?.state !== 'quarantined') return [];
  return [`Take ${take.id} is withheld: a consent or licence that it stands on was withdrawn. Call this file back.`];
}

/** Whose row names these bytes: the seal and the ledger have to name them too. */
async function judgeKnown(
  ports: Pick<StudioPorts, 'records'>,
  seal: SealCheck,
  take: TakeRecord,
  sha256: string,
): Promise<Verdict> {
  if (!take.seal) return { state: seal.state, reasons: seal.reasons, takeId: take.id };
  const faults = await compareWithLedger(ports, take);
  if (faults.length > 0) return { state: 'invalid', reasons: [...faults, ...seal.reasons], takeId: take.id };
  if (seal.state !== 'unsealed') return { state: seal.state, reasons: seal.reasons, takeId: take.id };
  if (take.seal.files.some((sealed) => sealed.sha256 === sha256 && sealed.kind === 'embedded')) {
    return { state: 'invalid', reasons: ['The seal that it was given is not there'], takeId: take.id };
  }
  const reasons = [`Known by the studio: a file of take ${take.id}, sealed beside it`];
  return { state: take.seal.state, reasons, takeId: take.id };
}

function isSealedUponApproval({ seal }: TakeRecord, sha256: string): boolean {
  return seal?.approval !== undefined && seal.files.some((sealed) => sealed.sha256 === sha256);
}

/** A seal that tells of an approval goes on telling of it when the take is sent back; that has to be the first thing heard. */
async function contradictTakenBack(
  { records }: Pick<StudioPorts, 'records'>,
  found: Verdict,
  { id }: TakeRecord,
): Promise<Verdict> {
  if (listStandingApprovals(await records.reviews.list(id)).length > 0) return found;
  const reason = `No longer approved: this file says that take ${id} was approved, and it was sent back since. Do not use it.`;
  return { ...found, state: 'invalid', reasons: [reason, ...found.reasons] };
}

interface EarlierFile {
  readonly take: TakeRecord;
  /** The entry that names these bytes as sealed. */
  readonly ledgerIndex: number;
  /** Sealed upon an approval, which it tells of. */
  readonly isApproved: boolean;
  /** A master with the mark put in for a delivery. */
  readonly isMarked: boolean;
}

/** Bytes that the ledger names as a sealed file of a take, which has others under that name by now. */
async function findEarlier(
  { records }: Pick<StudioPorts, 'records'>,
  takes: readonly TakeRecord[],
  sha256: string,
): Promise<EarlierFile | undefined> {
  for (const take of takes) {
    const entry = (await records.ledger.about(take.id)).find(({ body }) => namesSeal(body, sha256));
    if (!entry) continue;
    const { index: ledgerIndex, kind } = entry;
    return { take, ledgerIndex, isApproved: kind === 'approval-sealed', isMarked: kind === 'masters-marked' };
  }
  return undefined;
}

function namesSeal(body: unknown, sha256: string): boolean {
  return sealsSchema.safeParse(body).data?.seals.some((seal) => seal.sha256 === sha256) ?? false;
}

function judgeEarlier(seal: SealCheck, { take, ledgerIndex, isMarked }: EarlierFile): Verdict {
  const isFirst = take.seal?.approval?.first.seal.ledgerIndex === ledgerIndex;
  const sealed = isFirst ? 'sealed before its approval' : 'sealed before its last verdict';
  const when = isMarked ? 'marked for a delivery' : sealed;
  const reason = `Known by the studio: a file of take ${take.id}, ${when} (ledger entry ${ledgerIndex})`;
  const state = seal.state === 'unsealed' ? (take.seal?.state ?? seal.state) : seal.state;
  return { state, reasons: [reason, ...seal.reasons], takeId: take.id };
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
