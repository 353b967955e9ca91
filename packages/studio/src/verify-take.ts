import type { TakeFile } from '@backlot/film';
import { compareWithLedger } from './compare-with-ledger.ts';
import { getTake } from './get-take.ts';
import { mapAtMost } from './map-at-most.ts';
import type { LocatedFile } from './ports/inspector.ts';
import type { SealCheck, SealState } from './ports/sealer.ts';
import type { StudioPorts, TakeVerificationReport } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Files read at once; a take may have thousands. */
const FILES_AT_ONCE = 4;

type FileReport = TakeVerificationReport['files'][number];

/** Whether all bytes of a sealed take are as recorded, its seals hold, and the ledger still says so. */
export async function verifyTake(ports: StudioPorts, takeId: string): Promise<TakeVerificationReport> {
  const take = await getTake(ports.records, takeId);
  const ledger = await verifyLedger(ports);
  if (!take.seal) return { takeId, state: 'unsealed', reasons: [`It is ${take.state}`], files: [], ledger };
  const files = await mapAtMost(FILES_AT_ONCE, take.files, (file) => verifyStoredFile(ports, take, file));
  const reasons = [...(await compareWithLedger(ports, take)), ...files.flatMap((file) => file.reasons)];
  const states = files.map((file) => file.state);
  return { takeId, state: reasons.length > 0 ? 'invalid' : worstOf(states), reasons, files, ledger };
}

async function verifyStoredFile(ports: StudioPorts, take: TakeRecord, file: TakeFile): Promise<FileReport> {
  const { name, role, sha256 } = file;
  const report = (state: SealState, reasons: readonly string[]): FileReport => ({ name, role, state, reasons });
  if (!(await ports.files.has(sha256))) return report('invalid', [`${name}: its bytes are missing`]);
  if (!(await ports.files.verify(sha256))) return report('invalid', [`${name}: its bytes are not the ones recorded`]);
  const kind = take.seal?.files.find((sealed) => sealed.name === name)?.kind;
  if (!kind) return report('valid', []);
  const path = await ports.files.pathOf(sha256);
  const check =
    kind === 'embedded' ? await ports.sealer.check(path, file.mediaType) : await checkSidecar(ports, take, file);
  if (check.state === 'unsealed') return report('invalid', [`${name}: the seal that it was given is not there`]);
  return report(check.state, check.state === 'invalid' ? check.reasons.map((reason) => `${name}: ${reason}`) : []);
}

async function checkSidecar(ports: StudioPorts, take: TakeRecord, file: TakeFile): Promise<SealCheck> {
  const locate = async (each: TakeFile): Promise<LocatedFile> => ({
    file: each,
    path: await ports.files.pathOf(each.sha256),
  });
  const others = take.files.filter((each) => each.name !== file.name);
  return ports.sealer.checkSidecar(await locate(file), await mapAtMost(FILES_AT_ONCE, others, locate));
}

function worstOf(states: readonly SealState[]): SealState {
  const sealed = states.filter((state) => state !== 'unsealed');
  if (sealed.includes('invalid')) return 'invalid';
  return sealed.length > 0 && sealed.every((state) => state === 'trusted') ? 'trusted' : 'valid';
}
