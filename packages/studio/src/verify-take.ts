import { canonicalJson } from '@backlot/evidence';
import type { Seal, TakeFile } from '@backlot/film';
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

/** The rows that the seal, and the one before the approval, point to must be there, be those of then, and name these very seals. */
async function compareWithLedger(ports: StudioPorts, take: TakeRecord): Promise<string[]> {
  const { seal } = take;
  if (!seal) return [];
  const first = seal.approval?.first.seal;
  return [...(await compareSeal(ports, take, seal)), ...(first ? await compareSeal(ports, take, first) : [])];
}

async function compareSeal(ports: StudioPorts, take: TakeRecord, seal: Seal): Promise<string[]> {
  const [entry] = await ports.records.ledger.read(seal.ledgerIndex, 1);
  if (entry?.hash !== seal.ledgerHash || entry.subject !== take.id) {
    return [`Ledger entry ${seal.ledgerIndex} is not the one of this seal`];
  }
  const { recipeHash } = take;
  // Only what the database may have reordered is compared, in its one canonical text.
  const expected = canonicalJson({ recipeHash, seals: seal.files });
  return witnessedSeal(entry.body) === expected ? [] : ['The take does not say what the ledger says of it'];
}

function witnessedSeal(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  return canonicalJson({
    recipeHash: Reflect.get(body, 'recipeHash') ?? null,
    seals: Reflect.get(body, 'seals') ?? null,
  });
}

function worstOf(states: readonly SealState[]): SealState {
  const sealed = states.filter((state) => state !== 'unsealed');
  if (sealed.includes('invalid')) return 'invalid';
  return sealed.length > 0 && sealed.every((state) => state === 'trusted') ? 'trusted' : 'valid';
}
