import { isSamePerson, type Role } from '@backlot/film';
import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { UseFacts } from '../use-facts.ts';
import { entity } from './part.ts';

/**
 * What every part of a use is judged by besides its own facts. Parts add it to theirs with `Object.assign`: V8 makes a
 * dictionary of a spread of so many facts, 10 KB where 0.3 KB do, and the collector's pauses are what the slowest decisions wait for.
 */
export type SharedFacts = Readonly<Record<string, CedarValueJson>>;

/** Reads the facts that all parts share. */
export function readSharedFacts(facts: UseFacts, approvals = facts.approvals): SharedFacts {
  const counting = listCountingApprovals(facts, approvals);
  return {
    step: entity('Step', facts.action),
    purpose: entity('Purpose', facts.purpose),
    engine: facts.engine,
    today: toDayNumber(facts.at),
    askedBy: entity('Role', facts.requestedBy.role),
    approvedBy: toRoles(counting.map((approval) => approval.by.role)),
    reviews: toRoles(facts.approvingRoles),
  };
}

/** Those of `approvals` that are of this very use and by somebody else than the one who asked for the take. */
export function listCountingApprovals(facts: UseFacts, approvals: UseFacts['approvals']): UseFacts['approvals'] {
  const asker = facts.takeRequestedBy ?? facts.requestedBy;
  return approvals.filter((approval) => approval.useHash === facts.useHash && !isSamePerson(approval.by, asker));
}

/**
 * The day of an instant in UTC as a number that can be read and compared: 20260802 is 2 August 2026.
 * @throws RangeError when it is no instant
 */
function toDayNumber(instant: string): number {
  return Number(new Date(instant).toISOString().slice(0, 10).replaceAll('-', ''));
}

function toRoles(roles: readonly Role[]): CedarValueJson[] {
  return [...new Set(roles)].sort().map((role) => entity('Role', role));
}
