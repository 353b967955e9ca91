import { canonicalJson, sha256Hex } from '@backlot/evidence';
import type { Seal, TakeFile } from '@backlot/film';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

type Reader = Pick<StudioPorts, 'records'>;

/**
 * What does not agree among a take's files, its seal, the seal from before the approval, and the ledger entries that
 * these seals point to: the entries must be there, be those of then, and name these very seals and files. In words;
 * none for a take without a seal.
 */
export async function compareWithLedger(ports: Reader, take: TakeRecord): Promise<string[]> {
  const { seal, files } = take;
  if (!seal) return [];
  const first = seal.approval?.first;
  const now = await compareSeal(ports, take, seal, files);
  return first ? [...now, ...(await compareSeal(ports, take, first.seal, putBack(files, first.files)))] : now;
}

async function compareSeal(
  { records }: Reader,
  { id, recipeHash }: TakeRecord,
  seal: Seal,
  files: readonly TakeFile[],
): Promise<string[]> {
  const [entry] = await records.ledger.read(seal.ledgerIndex, 1);
  if (entry?.hash !== seal.ledgerHash || entry.subject !== id) {
    return [`Ledger entry ${seal.ledgerIndex} is not the one of this seal`];
  }
  // Only what the database may have reordered is compared, in its one canonical text.
  const saysSo = witnessedSeal(entry.body) === canonicalJson({ recipeHash, seals: seal.files });
  const filesSha256 = sha256Hex(canonicalJson(files));
  return [
    ...(saysSo ? [] : ['The take does not say what the ledger says of it']),
    ...listSwapped(seal, files),
    ...(readField(entry.body, 'filesSha256') === filesSha256
      ? []
      : ['The files of the take are not those that the ledger witnessed']),
  ];
}

function listSwapped(seal: Seal, files: readonly TakeFile[]): string[] {
  return seal.files
    .filter(({ name, sha256 }) => files.find((file) => file.name === name)?.sha256 !== sha256)
    .map(({ name }) => `${name}: this is not the file that was sealed under this name`);
}

function putBack(files: readonly TakeFile[], first: readonly TakeFile[]): TakeFile[] {
  return files.map((file) => first.find(({ name }) => name === file.name) ?? file);
}

function witnessedSeal(body: unknown): string {
  return canonicalJson({
    recipeHash: readField(body, 'recipeHash') ?? null,
    seals: readField(body, 'seals') ?? null,
  });
}

function readField(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
