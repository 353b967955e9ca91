import type { CallContext, CallStatus, EngineProgress, ModelJob, ModelOutput } from '@backlot/engine';
import { BacklotError, type ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { isPassing, isRefusal, isStartWorthAgain, isTakeEnded, wasSurelyNotStarted } from './call-failure.ts';
import { moveCall, toCallError } from './end-call.ts';
import { type ConnectedBackEnd, demandOnline } from './find-back-end.ts';
import { keepAnswer, readAnswer } from './kept-answer.ts';
import { errorOfCall } from './open-call.ts';
import { type RetryOptions, retry } from './retry.ts';
import { startApart } from './start-apart.ts';
import { tellWait } from './tell-wait.ts';

/** A vendor that has no room for a call, or cannot be asked for one, for this long is given up. */
const GIVE_UP_STARTING_AFTER_MS = 30 * 60_000;
const MAX_START_MS = 30 * 60_000;

/** All that a step of a call needs. */
export interface CallStep extends ConnectedBackEnd {
  readonly job: ModelJob;
  readonly context: CallContext;
  readonly report?: (progress: EngineProgress) => void;
  /** Told what the call looks like so far. */
  readonly onPreview?: (preview: ModelOutput) => Promise<void>;
}

/**
 * Starts a call at its vendor, once: one that is unsent is started; one that may have been started already is looked for, started again under the
 * same key where the vendor does it once, or given up as uncertain. What the vendor refuses is recorded as failed, and
 * free; of everything else that fails after sending, nobody knows that it is.
 * @throws BacklotError `MODEL_CALL_UNCERTAIN`, and what the adapter throws
 */
export async function startCall(ports: StudioPorts, call: ModelCall, step: CallStep): Promise<CallStatus> {
  const status = call.isUnsent ? await startUnsent(ports, call, step) : await takeUp(ports, call, step);
  // Also where the run has ended meanwhile: it is by this name that the call is ended at its vendor, or followed.
  await moveCall(ports, call, status.state === 'done' ? 'collecting' : 'running', {
    handle: status.handle,
    ...(status.state === 'done' && status.costUsdMicros !== undefined ? { costUsdMicros: status.costUsdMicros } : {}),
  });
  step.context.signal.throwIfAborted();
  return status;
}

async function startUnsent(ports: StudioPorts, call: ModelCall, step: CallStep): Promise<CallStatus> {
  const { signal } = step.context;
  let mayHaveArrived = false;
  const attempt = async () => {
    await noteSending(ports, call, signal);
    mayHaveArrived = true;
    try {
      return await startOnce(ports, call, step);
    } catch (error) {
      if (!wasSurelyNotStarted(error)) throw error;
      mayHaveArrived = false;
      // A worker that dies while it waits leaves a call that the next one may start.
      if (isStartWorthAgain(error)) await moveCall(ports, call, 'starting', { isUnsent: true });
      throw error;
    }
  };
  try {
    await demandStartable(ports, call, step);
    return await retry(attempt, patience(ports, call, step, isStartWorthAgain));
  } catch (error) {
    if (!mayHaveArrived) throw await endFree(ports, call, signal, error);
    signal.throwIfAborted();
    if (isUnrecorded(error)) throw error;
    return takeUp(ports, call, step, error);
  }
}

/** Nothing of the call is sent in it, so a server that is away for a while is waited for as at a start. */
async function demandStartable(ports: StudioPorts, call: ModelCall, step: CallStep): Promise<void> {
  const { adapter, connection, job, context } = step;
  await demandOnline(ports, step.backEnd);
  adapter.check(job);
  const ask = async () => adapter.checkThere?.(connection, job, context.signal);
  await retry(ask, patience(ports, call, step, isPassing));
}

/** From here on the record says that the call may have been sent: durable before a byte of it is. */
async function noteSending(ports: StudioPorts, call: ModelCall, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const ended = errorOfCall(await moveCall(ports, call, 'starting'));
  if (ended) throw ended;
  signal.throwIfAborted();
}

/**
 * A call that never reached its vendor costs nothing, however it ends; one whose process stops is left to be started by
 * the next. Gives what the run is to hear.
 */
async function endFree(ports: StudioPorts, call: ModelCall, signal: AbortSignal, error: unknown): Promise<unknown> {
  if (!signal.aborted) {
    if (!isUnrecorded(error)) await moveCall(ports, call, 'failed', { error: toCallError(error) });
    return error;
  }
  if (isTakeEnded(signal.reason)) await moveCall(ports, call, 'cancelled', { costUsdMicros: 0 });
  else await moveCall(ports, call, 'starting', { isUnsent: true });
  return signal.reason;
}

async function startOnce(ports: StudioPorts, { id }: ModelCall, step: CallStep): Promise<CallStatus> {
  const { adapter, connection, job, context } = step;
  const limitMs = Math.min(ports.models.waitMs, MAX_START_MS);
  const status = await startApart((signal) => adapter.start(connection, job, { ...context, signal, key: id }), {
    signal: context.signal,
    limitMs,
  });
  // On a full disk the record alone has to do.
  await keepAnswer(context.workDir, status).catch(() => {});
  return status;
}

/** Takes up a call that may have been started; `cause` is why nobody knows. */
async function takeUp(ports: StudioPorts, call: ModelCall, step: CallStep, cause?: unknown): Promise<CallStatus> {
  const { adapter, connection, context } = step;
  const ask = async () =>
    (await readAnswer(context.workDir)) ??
    (await adapter.find?.(connection, call.id, context)) ??
    (adapter.restart === 'uncertain' ? undefined : await startOnce(ports, call, step));
  const status = await retry(ask, patience(ports, call, step, isPassing)).catch(async (error: unknown) => {
    context.signal.throwIfAborted();
    if (isUnrecorded(error) || (error instanceof BacklotError && isRefusal(error))) throw error;
    throw await giveUp(ports, call, error);
  });
  if (status) return status;
  throw await giveUp(ports, call, cause);
}

/** Nothing can be recorded now: the call stays as it is on record, and is taken up again. */
function isUnrecorded(error: unknown): boolean {
  return error instanceof BacklotError && error.code === 'DATABASE_UNAVAILABLE';
}

async function giveUp(ports: StudioPorts, call: ModelCall, cause: unknown): Promise<Error> {
  const why = cause === undefined ? {} : { error: toCallError(cause) };
  const uncertain = await moveCall(ports, call, 'uncertain', why);
  return errorOfCall(uncertain) ?? new Error(`Model call "${call.id}" is ${uncertain.state}`);
}

function patience(
  ports: StudioPorts,
  { name }: ModelCall,
  step: CallStep,
  isWorthIt: RetryOptions['isWorthIt'],
): RetryOptions {
  return {
    isWorthIt,
    giveUpAfterMs: GIVE_UP_STARTING_AFTER_MS,
    nowMs: ports.clock.nowMs,
    onWait: tellWait({ ...step, name }),
    signal: step.context.signal,
  };
}
