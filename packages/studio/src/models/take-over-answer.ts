import type { ModelCallRequest } from '@backlot/engine';
import type { ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { STUDIO_ITSELF } from '../take-record.ts';
import { witness } from '../witness.ts';
import { type CallOwner, idOfCall, subjectOfCall } from './call-owner.ts';
import { demandPlanned } from './demand-planned.ts';

/**
 * Puts on record that a call has the answer of one that an earlier take has paid, where its plan says so: it has what was sent
 * and received then, costs nothing, and names the call that did. Nothing where the call is to be made.
 */
export async function takeOverAnswer(
  ports: Pick<StudioPorts, 'records' | 'clock'>,
  owner: CallOwner,
  request: ModelCallRequest,
): Promise<ModelCall | undefined> {
  const { reuses } = demandPlanned(owner, request);
  const { take, shot } = owner;
  if (reuses === undefined || take === undefined) return undefined;
  const paid = await ports.records.models.calls.get(reuses);
  if (paid?.state !== 'finished') throw new Error(`${owner.title}: call "${reuses}", which it reuses, has no answer`);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const { production, name, task, card, model, backEnd, state, sent, received } = paid;
  const call: ModelCall = {
    id: idOfCall(owner, name),
    take,
    production,
    ...(shot === undefined ? {} : { shot }),
    ...{ name, task, card, model, backEnd, state, reuses, sent, received },
    costUsdMicros: 0,
    startedAt: at,
    finishedAt: at,
  };
  return ports.records.transaction(async (writer) => {
    const known = await writer.models.calls.lock(call.id);
    if (known) return known;
    await writer.models.calls.put(call);
    const body = { call: call.id, name, reuses, received };
    await witness(writer, { kind: 'model-answer-reused', subject: subjectOfCall(call), by: STUDIO_ITSELF, at, body });
    return call;
  });
}
