import { BacklotError } from '@backlot/film';
import { clearWork } from './clear-work.ts';
import { decideTake } from './decide-take.ts';
import { getTake } from './get-take.ts';
import { inspectTake } from './inspect-take.ts';
import type { Lease } from './ports/job-queue.ts';
import { recordStep } from './record-step.ts';
import { runTake } from './run-take.ts';
import { updateSeal } from './seal-approval.ts';
import { sealTake } from './seal-take.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';
import { watchForEnd } from './watch-for-end.ts';

/** A worker that died on the same step this often in a row will die again: the take fails instead. */
const MAX_CRASHES = 8;
/** Nothing of these is left to make, but their seals have to say what people said of them. */
const REVIEWED_STATES: ReadonlySet<TakeRecord['state']> = new Set(['approved', 'rejected', 'delivered']);

/**
 * The straight line for a queued take: decide, run, inspect, seal, each step from what is stored. Whoever calls it
 * again after a crash carries on; two callers at once are kept apart by the lease. Ends with the take in review, with
 * a person, or clearly failed; an abort leaves it to be taken up again. A take that was reviewed has its seals brought
 * up to date.
 * @throws BacklotError `DATABASE_UNAVAILABLE` when the records could not be reached, and what sealing upon an approval
 * throws; call again
 */
export async function processTake(ports: StudioPorts, takeId: string, signal: AbortSignal): Promise<void> {
  const lease = await ports.jobs.lease(takeId);
  if (!lease) return;
  const watch = watchForEnd(ports, takeId, ['cancelled', 'quarantined']);
  let isReviewed = false;
  try {
    const stop = AbortSignal.any([signal, lease.lost, watch.ended]);
    const take = await walk(ports, takeId, lease, stop);
    isReviewed = REVIEWED_STATES.has(take.state);
    if (isReviewed) await updateSeal(ports, takeId, stop);
  } catch (error) {
    if (isReviewed || signal.aborted || lease.lost.aborted || isUnavailable(error)) throw error;
    await endAsFailed(ports, takeId, error);
  } finally {
    watch.stop();
    await tidyUp(ports, takeId);
    await lease.release();
  }
}

async function walk(ports: StudioPorts, takeId: string, lease: Lease, signal: AbortSignal): Promise<TakeRecord> {
  if (lease.crashes >= MAX_CRASHES) {
    throw new BacklotError('ENGINE_FAILED', `Take "${takeId}": its worker died ${lease.crashes} times in a row`, {
      hint: 'Look for memory running out, make the take smaller, and request a new one.',
    });
  }
  let take = await getTake(ports.records, takeId);
  // An approval was given by a process that died before it could decide anew.
  if (take.state === 'awaiting-approval' || take.state === 'held') take = await decideTake(ports, takeId);
  for (let next = stepFor(take); next; next = stepFor(take)) {
    signal.throwIfAborted();
    const before = take.state;
    take = await next(ports, takeId, signal);
    // Nothing moved and nothing failed: without this guard a broken step would spin for ever.
    if (take.state === before) throw new Error(`Take "${takeId}" did not move on from ${before}`);
    await lease.stepFinished();
  }
  return take;
}

function stepFor(
  take: TakeRecord,
): ((ports: StudioPorts, takeId: string, signal: AbortSignal) => Promise<TakeRecord>) | undefined {
  switch (take.state) {
    case 'requested':
      return decideTake;
    case 'queued':
    case 'running':
      return runTake;
    case 'inspecting':
      return inspectTake;
    case 'sealing':
      return sealTake;
    default:
      return undefined;
  }
}

async function endAsFailed(ports: StudioPorts, takeId: string, thrown: unknown): Promise<void> {
  const { state } = await getTake(ports.records, takeId);
  if (!isUnfinished(state)) return;
  const error = describe(thrown);
  const finishedAt = new Date(ports.clock.nowMs()).toISOString();
  const step = {
    takeId,
    event: 'take-failed',
    by: STUDIO_ITSELF,
    body: { error },
    change: { error, finishedAt },
  } as const;
  await recordStep(ports, step).catch(async (failure: unknown) => {
    // Cancelled or carried on by another in this very moment: then that stands.
    if ((await ports.records.takes.stateOf(takeId)) === state) throw failure;
  });
}

async function tidyUp(ports: StudioPorts, takeId: string): Promise<void> {
  const state = await ports.records.takes.stateOf(takeId).catch(() => undefined);
  if (state !== undefined && !isUnfinished(state)) await clearWork(ports, takeId).catch(() => {});
  // Its seal may have been shown between the withdrawal and the moment it was heard of here.
  if (state === 'quarantined') await ports.files.hideTake(takeId).catch(() => {});
}

function isUnfinished(state: TakeRecord['state']): boolean {
  return ['requested', 'queued', 'running', 'inspecting', 'sealing'].includes(state);
}

function isUnavailable(error: unknown): boolean {
  return error instanceof BacklotError && error.code === 'DATABASE_UNAVAILABLE';
}

function describe(thrown: unknown): NonNullable<TakeRecord['error']> {
  if (thrown instanceof BacklotError) {
    const { code, message, hint, details } = thrown;
    const unfit = code === 'MODEL_OUTPUT_UNFIT' && typeof details?.call === 'string' ? { call: details.call } : {};
    return { code, message, ...(hint === undefined ? {} : { hint }), ...unfit };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'INTERNAL', message, hint: 'This is a fault of the studio; please report it with the message.' };
}
