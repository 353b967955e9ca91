import { stat } from 'node:fs/promises';
import { hashFile } from '@backlot/evidence';
import { BacklotError } from '@backlot/film';
import { sniffMediaType } from './sniff-media-type.ts';
import type { StudioPorts, VerificationReport } from './studio.ts';
import { verifyLedger } from './verify-ledger.ts';

/**
 * What a file's own seal says, whether the studio knows these very bytes, and whether the ledger holds.
 * A file without a seal inside that the studio knows (a frame of a sequence) is as valid as the seal beside it says.
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
  const known = take?.seal && seal.state === 'unsealed';
  const recipeHash = seal.recipeHash ?? take?.recipeHash;
  return {
    state: known ? take.seal.state : seal.state,
    reasons: known ? [`Known by the studio: a file of take ${take.id}, sealed beside it`] : seal.reasons,
    sha256,
    ...(take ? { takeId: take.id } : {}),
    ...(recipeHash === undefined ? {} : { recipeHash }),
    ledger,
  };
}

async function demandFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return;
  throw new BacklotError('FILE_NOT_FOUND', `File "${path}": ${found ? 'this is no file' : 'there is none'}`, {
    hint: 'Check the path.',
  });
}
