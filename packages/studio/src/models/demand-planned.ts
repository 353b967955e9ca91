import { findUnplanned, type ModelCallRequest } from '@backlot/engine';
import type { PlannedCall } from '@backlot/film';
import type { CallOwner } from './call-owner.ts';

/** A call as it leaves: without the words that its plan says have no place in the request. */
export function withoutLeftOut({ egress }: CallOwner, request: ModelCallRequest): ModelCallRequest {
  const { leftOut = [] } = egress?.calls.find(({ name }) => name === request.name) ?? {};
  if (!leftOut.includes('negativePrompt')) return request;
  const { negativePrompt: _, ...job } = request.job;
  return { ...request, job };
}

/** The plan of a call. An engine sends nothing that was not planned, since policy and people have decided on the plan. */
export function demandPlanned({ egress, title }: CallOwner, request: ModelCallRequest): PlannedCall {
  const { name } = request;
  const planned = egress?.calls.find((each) => each.name === name);
  if (!planned) throw new Error(`${title}: it calls "${name}", which was not planned`);
  const { card, task, items, asked } = planned;
  const words = items.flatMap((item) => (item.kind === 'words' ? [item] : []));
  const files = items.flatMap((item) => (item.kind === 'file' ? [item] : []));
  const unplanned = findUnplanned({ card, task, words, files, ...asked }, request);
  if (unplanned.length === 0) return planned;
  throw new Error(`${title}: call "${name}" is not as it was planned: ${unplanned.join(', ')}`);
}
