import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hashFile, type LedgerEntry, sha256Hex } from '@backlot/evidence';
import { BacklotError } from '@backlot/film';
import type { StudioPorts } from './studio.ts';

/** Name of the manifest in a delivered folder: `<sha256>  <name>` for every other file in it. */
export const CHECKSUMS_NAME = 'checksums.sha256';

/** A folder that lies whole under its name, while the ledger does not say yet that it was delivered. */
export interface UnfinishedDelivery {
  readonly checksumsSha256: string;
  /** Index of its `delivery-started` entry. */
  readonly startedIndex: number;
  /** Files in the folder, the manifest included. */
  readonly fileCount: number;
  /** All names in the manifest. */
  readonly names: readonly string[];
  /** What it was made of, as its `delivery-started` entry has it; undefined where that has none. */
  readonly terms: unknown;
}

/**
 * Finds the delivery that a process began in this folder and did not live to record. The folder is known by its manifest,
 * whose hash the ledger had before the folder appeared.
 * @throws BacklotError `FILE_DAMAGED` when files of the folder were changed since
 */
export async function findUnfinishedDelivery(
  ports: Pick<StudioPorts, 'records'>,
  takeId: string,
  folder: string,
): Promise<UnfinishedDelivery | undefined> {
  const manifest = await readFile(join(folder, CHECKSUMS_NAME), 'utf8').catch(() => undefined);
  if (manifest === undefined) return undefined;
  const checksumsSha256 = sha256Hex(manifest);
  const entries = await ports.records.ledger.about(takeId);
  const started = entries.find(
    (entry) =>
      entry.kind === 'delivery-started' &&
      fieldOf(entry, 'checksumsSha256') === checksumsSha256 &&
      fieldOf(entry, 'folder') === resolve(folder),
  );
  if (!started || entries.some((entry) => fieldOf(entry, 'startedIndex') === started.index)) return undefined;
  const lines = manifest.trimEnd().split('\n');
  for (const line of lines) await demandUnchanged(folder, line);
  const names = lines.map((line) => line.slice(66));
  const terms = fieldOf(started, 'terms');
  return { checksumsSha256, startedIndex: started.index, fileCount: lines.length + 1, names, terms };
}

async function demandUnchanged(folder: string, line: string): Promise<void> {
  const [sha256, name] = [line.slice(0, 64), line.slice(66)];
  const found = await hashFile(join(folder, name)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'none';
    throw error;
  });
  if (found === sha256) return;
  throw new BacklotError('FILE_DAMAGED', `Folder "${folder}": "${name}" is not as it was delivered`, {
    hint: 'Deliver into another folder.',
    details: { expected: sha256, found },
  });
}

function fieldOf({ body }: LedgerEntry, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
