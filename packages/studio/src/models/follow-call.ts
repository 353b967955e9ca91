import { setTimeout as sleep } from 'node:timers/promises';
import type { CallStatus, EngineProgress } from '@backlot/engine';
import { BacklotError, type ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { isPassing } from './call-failure.ts';
import { retry } from './retry.ts';
import type { CallStep } from './start-call.ts';
import { tellWait } from './tell-wait.ts';

/** A vendor that cannot be asked for this long is given up. */
const GIVE_UP_POLLING_AFTER_MS = 30 * 60_000;

/** A call that is finished at its vendor. */
export type DoneStatus = Extract<CallStatus, { state: 'done' }>;

/**
 * Asks until a call is done, through failures of the network and limits of rate; at least once, however late it is. Only
 * the time of this run counts: a call that was finished while no worker was there is not given up unasked.
 * @throws BacklotError `MODEL_TIMEOUT` when it takes longer than the studio waits, and what the adapter throws
 */
export async function followCall(
  ports: StudioPorts,
  call: ModelCall,
  step: CallStep & { readonly from: CallStatus },
): Promise<DoneStatus> {
  const { adapter, connection, context, report, onPreview } = step;
  const { signal } = context;
  const sinceMs = ports.clock.nowMs();
  let status = step.from;
  for (let polls = 0; status.state !== 'done'; polls++) {
    if (status.preview) await onPreview?.(status.preview);
    report?.({ stage: call.name, fraction: status.fraction ?? 0, ...describe(status) });
    const isLate = ports.clock.nowMs() - sinceMs > ports.models.waitMs;
    if (isLate && polls > 0) throw tooLong(call, status, ports.models.waitMs);
    await sleep(adapter.pollEveryMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    const { handle, fraction = 0 } = status;
    status = await retry(() => adapter.poll(connection, handle, context), {
      isWorthIt: isPassing,
      giveUpAfterMs: GIVE_UP_POLLING_AFTER_MS,
      nowMs: ports.clock.nowMs,
      onWait: tellWait({ ...step, name: call.name, fraction }),
      signal,
    });
  }
  return status;
}

function describe({
  state,
  queuePosition,
}: Exclude<CallStatus, DoneStatus>): Pick<EngineProgress, 'message' | 'queuePosition'> {
  if (state === 'running') return { message: 'the model is at work', queuePosition: 0 };
  if (queuePosition === undefined) return { message: 'waiting in the vendor’s queue' };
  return { message: `waiting, ${queuePosition} before it in the vendor’s queue`, queuePosition };
}

function tooLong(call: ModelCall, { state }: CallStatus, waitMs: number): BacklotError {
  return new BacklotError(
    'MODEL_TIMEOUT',
    `Model call "${call.name}": expected an answer within ${Math.round(waitMs / 60_000)} minutes, got none; it is still ${state}`,
    {
      hint: 'Look at the vendor’s status page, or raise BACKLOT_MODEL_WAIT_MINUTES, and request a new take.',
      details: { isGivenUp: true },
    },
  );
}
