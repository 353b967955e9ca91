import { isTakeSettled, type ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { cancelCall } from './call-model.ts';
import { moveCall } from './end-call.ts';
import { connectBackEnd, findBackEnd } from './find-back-end.ts';

/**
 * Ends at their vendors the calls of takes that came to an end while no worker was at them. A take that somebody holds is
 * left to them.
 */
export async function endOrphanCalls(ports: StudioPorts): Promise<void> {
  for (const call of await ports.records.models.calls.open()) {
    if (call.take === undefined) {
      await giveUpBrief(ports, call);
      continue;
    }
    const state = await ports.records.takes.stateOf(call.take);
    if (state === undefined || !isTakeSettled(state)) continue;
    const lease = await ports.jobs.lease(call.take);
    if (!lease) continue;
    try {
      const connected = await connectBackEnd(ports, await findBackEnd(ports, call.backEnd));
      await cancelCall(ports, call.id, connected).finally(connected.close);
    } finally {
      await lease.release();
    }
  }
}

/** Nobody takes up a brief whose reader died: whoever asked has long heard that it failed. */
async function giveUpBrief(ports: StudioPorts, call: ModelCall): Promise<void> {
  const isLate = ports.clock.nowMs() - Date.parse(call.startedAt) > ports.models.waitMs;
  if (isLate) await moveCall(ports, call, 'uncertain');
}
