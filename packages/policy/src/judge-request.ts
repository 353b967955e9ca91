import type { Decision } from '@backlot/film';
import { askCedar } from './ask-cedar.ts';
import type { Request } from './parts/part.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { PreparedRules, RuleSet } from './rule-sets.ts';

/** What the rules say of one request. */
export interface Verdict {
  readonly outcome: Decision['outcome'];
  /** The rules that led to it; none where no rule permits or none could be applied. */
  readonly rules: readonly PolicyRule[];
  /** Every rule that stands in the way, whatever the outcome: also those that approvals lift. */
  readonly obstacles: readonly PolicyRule[];
  /** Why the rules could not be applied. */
  readonly fault?: string;
}

/** Asks Cedar; whatever goes wrong is a refusal. */
export function judgeRequest(set: RuleSet, request: Request): Verdict {
  const prepared = set.of(request.action);
  if (!prepared) return refuse(`unknown action "${request.action}"`);
  const all = ask(set, prepared.schemaName, prepared.all, request);
  if (typeof all === 'string') return refuse(all);
  if (all.isAllowed)
    return isPermitted(set, all.rules) ? { outcome: 'allow', rules: all.rules, obstacles: [] } : NO_RULE;
  const denying = all.rules.filter((rule) => rule.outcome === 'deny');
  if (denying.length > 0) return { outcome: 'deny', rules: denying, obstacles: all.rules };
  return all.rules.length === 0 ? NO_RULE : judgeApproved(set, prepared, request, all.rules);
}

const NO_RULE: Verdict = { outcome: 'deny', rules: [], obstacles: [] };

/** Only rules that approvals lift are in the way: whether anything permits the use once they are lifted. */
function judgeApproved(
  set: RuleSet,
  { schemaName, approved }: PreparedRules,
  request: Request,
  obstacles: readonly PolicyRule[],
): Verdict {
  const later = ask(set, schemaName, approved, request);
  if (typeof later === 'string') return refuse(later);
  if (!later.isAllowed || !isPermitted(set, later.rules)) return { ...NO_RULE, obstacles };
  return { outcome: 'needs-approval', rules: obstacles, obstacles };
}

function isPermitted({ permitting }: RuleSet, rules: readonly PolicyRule[]): boolean {
  return rules.some((rule) => permitting.has(rule.id));
}

function refuse(fault: string): Verdict {
  return { ...NO_RULE, fault };
}

/** Rules speak of facts, never of single people or takes (`load-rules`): principal and resource are the same for all. */
const NOBODY = {
  principal: { type: 'Person', id: 'asker' },
  resource: { type: 'Take', id: 'use' },
  entities: [],
};

/** Cedar skips a rule that fails to evaluate; a skipped prohibition would open the gate, so any such error is a fault. */
function ask(
  { rules }: RuleSet,
  schemaName: string,
  policies: string,
  request: Request,
): { isAllowed: boolean; rules: PolicyRule[] } | string {
  const answer = askCedar({
    ...NOBODY,
    action: { type: 'Action', id: request.action },
    context: request.context,
    preparsedSchemaName: schemaName,
    preparsedPolicySetId: policies,
    validateRequest: true,
  });
  if (typeof answer === 'string') return answer;
  if (answer.type === 'failure') return answer.errors.map((error) => error.message).join('. ');
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return diagnostics.errors.map(({ error }) => error.message).join('. ');
  return { isAllowed: decision === 'allow', rules: diagnostics.reason.flatMap((id) => rules.get(id) ?? []) };
}
