import { BacklotError, type ModelCall, type ModelCallState } from '@backlot/film';
import type { RecordsWriter } from '../ports/records.ts';
import type { StudioPorts } from '../studio.ts';
import { STUDIO_ITSELF } from '../take-record.ts';
import { witness } from '../witness.ts';
import { subjectOfCall } from './call-owner.ts';

type Change = Partial<Pick<ModelCall, 'isUnsent' | 'handle' | 'received' | 'costUsdMicros' | 'mayBeCharged' | 'error'>>;

const ENDED: ReadonlySet<ModelCallState> = new Set(['finished', 'failed', 'cancelled', 'uncertain']);

/** Whether nothing more happens to a call. */
export function isCallEnded({ state }: Pick<ModelCall, 'state'>): boolean {
  return ENDED.has(state);
}

/** Moves a call on; one that has ended stays as it is. It is unsent only where the change says so. An end is told to the ledger. */
export function moveCall(
  ports: Pick<StudioPorts, 'records' | 'clock'>,
  { id }: Pick<ModelCall, 'id'>,
  state: ModelCallState,
  change: Change = {},
): Promise<ModelCall> {
  return ports.records.transaction((writer) => moveCallIn(writer, ports, { id, state, change }));
}

/** The same as a part of a transaction. */
export async function moveCallIn(
  writer: RecordsWriter,
  { clock }: Pick<StudioPorts, 'clock'>,
  { id, state, change = {} }: Pick<ModelCall, 'id' | 'state'> & { readonly change?: Change },
): Promise<ModelCall> {
  const locked = await writer.models.calls.lock(id);
  if (!locked) throw new Error(`Model call "${id}" vanished`);
  if (isCallEnded(locked)) return locked;
  const at = new Date(clock.nowMs()).toISOString();
  const { isUnsent: _, ...known } = locked;
  const call: ModelCall = { ...known, ...change, state, ...(ENDED.has(state) ? { finishedAt: at } : {}) };
  await writer.models.calls.put(call);
  if (ENDED.has(state)) {
    const { name, received, costUsdMicros, mayBeCharged, error } = call;
    const body = { call: id, name, state, received, costUsdMicros, mayBeCharged, error };
    await witness(writer, { kind: 'model-answered', subject: subjectOfCall(call), by: STUDIO_ITSELF, at, body });
  }
  return call;
}

/**
 * Records how a call failed that its vendor had taken, or may have: counted at its estimate. Where it is not even known
 * whether the vendor made it, it is uncertain.
 */
export function failCall(
  ports: Pick<StudioPorts, 'records' | 'clock'>,
  call: Pick<ModelCall, 'id'>,
  error: unknown,
): Promise<ModelCall> {
  const isUncertain = error instanceof BacklotError && error.code === 'MODEL_CALL_UNCERTAIN';
  if (isUncertain) return moveCall(ports, call, 'uncertain', { error: toCallError(error) });
  return moveCall(ports, call, 'failed', { error: toCallError(error), mayBeCharged: true });
}

/** An error as a record keeps it. */
export function toCallError(error: unknown): NonNullable<ModelCall['error']> {
  if (!(error instanceof BacklotError)) {
    return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message, hint } = error;
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}
