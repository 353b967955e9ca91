import { readdir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { BacklotError, type Person } from '@backlot/film';
import type { StudioPorts } from './studio.ts';
import { CHECKSUMS_NAME } from './unfinished-delivery.ts';
import { witness } from './witness.ts';

/** A delivery that was started and is not to be. */
interface TakenBack {
  readonly takeId: string;
  /** Index of its `delivery-started` entry. */
  readonly startedIndex: number;
  readonly by: Person;
  /** Why, in a few words without names. */
  readonly because: string;
}

/**
 * Removes a folder that this delivery made, then has the ledger say so: killed between the two, it is still listed as one
 * that may have left.
 */
export async function takeBackDelivery(ports: StudioPorts, folder: string, taken: TakenBack): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await recordTakenBack(ports, taken);
}

/** For a folder that never appeared. */
export async function recordTakenBack(
  { records, clock }: Pick<StudioPorts, 'records' | 'clock'>,
  { takeId, startedIndex, by, because }: TakenBack,
): Promise<void> {
  const at = new Date(clock.nowMs()).toISOString();
  const body = { startedIndex, because };
  await records.transaction((writer) =>
    witness(writer, { kind: 'delivery-taken-back', subject: takeId, by, at, body }),
  );
}

/**
 * Makes sure that a folder holds what its manifest names and nothing that somebody put beside it.
 * @throws BacklotError `OUTPUT_EXISTS`
 */
export async function demandNothingElse(folder: string, names: readonly string[]): Promise<void> {
  const ours = new Set([...names, CHECKSUMS_NAME]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const stranger = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .find((name) => !ours.has(name));
  if (stranger === undefined) return;
  throw new BacklotError('OUTPUT_EXISTS', `Folder "${folder}": "${stranger}" is not of the earlier delivery in it`, {
    hint: 'Deliver into another folder.',
  });
}
