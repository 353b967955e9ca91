import type { PlannedCall } from '@backlot/film';

/** Calls that send the same to the same: variants of one request. */
export interface CallGroup {
  readonly names: readonly string[];
  readonly call: PlannedCall;
}

/** Puts calls together that differ in nothing but their name, in the order of the first of each. */
export function groupCalls(calls: readonly PlannedCall[]): readonly CallGroup[] {
  const groups = new Map<string, CallGroup>();
  for (const call of calls) {
    const { name, reuses, ...sent } = call;
    const key = JSON.stringify({ ...sent, isReused: reuses !== undefined });
    const group = groups.get(key);
    groups.set(key, { names: [...(group?.names ?? []), name], call: group?.call ?? call });
  }
  return [...groups.values()];
}
