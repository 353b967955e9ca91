import type { LedgerEntry } from '@backlot/evidence';
import { nextTakeState, type Person, type TakeEvent } from '@backlot/film';
import { takeNotFound } from './get-take.ts';
import type { RecordsWriter, TakeChange } from './ports/records.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

/** One step on the way of a take, with its witness. */
export interface Step {
  readonly takeId: string;
  readonly event: TakeEvent;
  readonly by: Person;
  /** What the ledger keeps about it: hashes, reasons, names. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly change?: TakeChange;
  /** What else belongs in the same transaction; what it returns is changed too. */
  readonly also?: (writer: RecordsWriter, entry: LedgerEntry, take: TakeRecord) => Promise<TakeChange | undefined>;
}

/** A step of a take that is locked already, and the instant it happens (ISO 8601, UTC). */
export type LockedStep = Omit<Step, 'takeId'> & { readonly at: string };

/**
 * Moves a take to the state that the event leads to, and appends the ledger entry in the same transaction.
 * @throws BacklotError `TAKE_STATE_INVALID` when the event cannot happen now, `TAKE_NOT_FOUND`
 */
export function recordStep(ports: Pick<StudioPorts, 'records' | 'clock'>, step: Step): Promise<TakeRecord> {
  return ports.records.transaction(async (writer) => {
    const take = await writer.takes.lock(step.takeId);
    if (!take) throw takeNotFound(step.takeId);
    return stepTake(writer, take, { ...step, at: new Date(ports.clock.nowMs()).toISOString() });
  });
}

/** The same within a transaction of the caller's, on a take that it has locked. */
export async function stepTake(writer: RecordsWriter, take: TakeRecord, step: LockedStep): Promise<TakeRecord> {
  const state = nextTakeState(take.state, step.event);
  const { at } = step;
  const entry = await witness(writer, { kind: step.event, subject: take.id, by: step.by, at, body: step.body });
  const more = await step.also?.(writer, entry, take);
  return writer.takes.change(take.id, { ...step.change, ...more, state, updatedAt: at });
}
