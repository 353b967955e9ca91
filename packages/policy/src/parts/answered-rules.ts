import type { PolicyRule } from '../policy-rule.ts';
import type { UseFacts } from '../use-facts.ts';
import { listLaterApprovals } from './finding-parts.ts';
import type { Part } from './part.ts';
import { listCountingApprovals } from './shared-facts.ts';

/** Whether an approval that counts for `part` was given to what `rule` asks. */
export type IsAnswered = (part: Part, rule: PolicyRule) => boolean;

/** Reads from the approvals of a use what each said yes to: the rules that asked its role when it was given, and no other. */
export function readAnswers(facts: UseFacts): IsAnswered {
  const counting = listCountingApprovals(facts, facts.approvals);
  const later = listLaterApprovals({ ...facts, approvals: counting });
  return ({ of }, { id, role }) =>
    (of.kind === 'face' || of.kind === 'likeness' ? later : counting).some(
      ({ by, ruleIds }) => by.role === role && (ruleIds === 'all' || ruleIds.includes(id)),
    );
}
