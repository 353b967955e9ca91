import type { DecisionReason } from './decision.ts';
import type { Role } from './person.ts';

/** Roles that the reasons ask an approval of, each once, in the order of the reasons. */
export function rolesAsked(reasons: readonly DecisionReason[]): Role[] {
  return [...new Set(reasons.flatMap(({ role }) => (role === undefined ? [] : [role])))];
}
