import type { BackEndAdapter, ModelJob } from '@backlot/engine';
import { type BackEnd, BacklotError } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { isRefusal } from './call-failure.ts';
import { connectBackEnd, isCutOff } from './find-back-end.ts';

/** Somebody waits for the plan: a server that is slower than this is asked again when the call is made. */
const MOST_ASKING_MS = 5000;

/** A call as it is planned, and whom it would be sent to. */
export interface ForeseenCall {
  readonly backEnd: BackEnd;
  readonly adapter: BackEndAdapter;
  readonly job: ModelJob;
}

type Ports = Pick<StudioPorts, 'records' | 'models' | 'vault'>;

/**
 * Has the adapters say what their back ends cannot do, so that nobody approves or waits for it. What only a server can tell
 * is asked of it, for some seconds and unless it is cut off; one that does not answer now may do so when the call is made.
 * @throws BacklotError what the adapters throw: `MODEL_REQUEST_INVALID`, `MODEL_PARTS_MISSING`, `MODEL_NOT_FOUND`,
 * `MODEL_KEY_REFUSED`, `ONNX_NOT_INSTALLED`
 */
export async function demandPossible(ports: Ports, calls: readonly ForeseenCall[]): Promise<void> {
  const distinct = [...new Map(calls.map((call) => [keyOf(call), call])).values()];
  for (const { adapter, job } of distinct) adapter.check(job);
  const signal = AbortSignal.timeout(MOST_ASKING_MS);
  for (const call of distinct) {
    if (call.adapter.checkThere && !signal.aborted && !(await isCutOff(ports, call.backEnd)))
      await askThere(ports, call, signal);
  }
}

/** Variants are one question. */
function keyOf({ backEnd, job }: ForeseenCall): string {
  return JSON.stringify([backEnd.id, job]);
}

async function askThere(ports: Ports, { backEnd, job }: ForeseenCall, signal: AbortSignal): Promise<void> {
  const { adapter, connection, close } = await connectBackEnd(ports, backEnd);
  try {
    await Promise.race([adapter.checkThere?.(connection, job, signal), whenOver(signal)]);
  } catch (error) {
    if (!signal.aborted && isFinalWord(error)) throw error;
  } finally {
    await close();
  }
}

function whenOver(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** What is no answer of a server is a fault of ours, and told. */
function isFinalWord(error: unknown): boolean {
  return !(error instanceof BacklotError) || isRefusal(error) || error.code === 'ONNX_NOT_INSTALLED';
}
