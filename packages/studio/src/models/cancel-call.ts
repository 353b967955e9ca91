import type { CallContext } from '@backlot/engine';
import type { ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { isCallEnded, moveCall } from './end-call.ts';
import type { CallStep } from './start-call.ts';

const CANCEL_TIMEOUT_MS = 10_000;

/** The way to the vendor whose call is ended. */
export interface Cancelling extends Pick<CallStep, 'adapter' | 'connection'> {
  readonly context: Pick<CallContext, 'workDir'>;
}

/** Ends a call at its vendor and on record. */
export async function cancelCall(ports: StudioPorts, id: string, way: Cancelling): Promise<void> {
  // The handle may have come since the call was read.
  const call = await ports.records.models.calls.get(id);
  if (!call || isCallEnded(call)) return;
  if (call.isUnsent) return void (await moveCall(ports, call, 'cancelled', { costUsdMicros: 0 }));
  await cancelAtVendor(call, way);
  await moveCall(ports, call, 'cancelled');
}

/** Ends a call at its vendor; one whose handle never came is looked for by its key, where the vendor can be asked. */
export async function cancelAtVendor({ id, handle }: ModelCall, way: Cancelling): Promise<void> {
  const { adapter, connection, context } = way;
  const signal = AbortSignal.timeout(CANCEL_TIMEOUT_MS);
  const named = handle ?? (await adapter.find?.(connection, id, { ...context, signal }))?.handle;
  if (named) await adapter.cancel(connection, named, signal);
}
