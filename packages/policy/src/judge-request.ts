import type { Decision } from '@backlot/film';
import type { Request } from './parts/part.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { ActionRules, RuleSet } from './rule-sets.ts';
import type { FactCodes } from './slices/fact-shape.ts';
import { joinCodes } from './slices/rule-slice.ts';

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

/** Judges a request by a rule set; whatever goes wrong is a refusal. */
export type JudgeRequest = (set: RuleSet, request: Request) => Verdict;

/**
 * Makes a judge that remembers the verdicts of the `mostRemembered` requests of a rule set asked last: the same rules give
 * the same facts the same verdict, so that remembering changes nothing but time.
 */
export function createRequestJudge(mostRemembered: number): JudgeRequest {
  const verdicts = new WeakMap<RuleSet, Map<string, Verdict>>();
  return (set, request) => {
    const rules = set.of(request.action);
    if (!rules) return refuse(`unknown action "${request.action}"`);
    const codes = rules.shape.read(request.context);
    if (typeof codes === 'string') return refuse(`${request.action}: ${codes}`);
    const known = verdicts.get(set) ?? new Map<string, Verdict>();
    verdicts.set(set, known);
    const key = `${request.action}\n${joinCodes(codes, rules.places)}`;
    const remembered = known.get(key);
    if (remembered) return remembered;
    const verdict = judgeAnew(set, rules, codes, request);
    if (known.size >= mostRemembered) known.clear();
    known.set(key, verdict);
    return verdict;
  };
}

/** Each rule speaks for itself: those of all slices together are those that speak of the whole. */
function judgeAnew({ permitting }: RuleSet, { slices }: ActionRules, codes: FactCodes, { context }: Request): Verdict {
  const speaking: PolicyRule[] = [];
  for (const slice of slices) {
    const heard = slice.ask(codes, context);
    if (typeof heard === 'string') return refuse(heard);
    speaking.push(...heard);
  }
  const permits = speaking.filter(({ effect }) => effect === 'permit');
  const obstacles = speaking.filter(({ effect }) => effect === 'forbid');
  const denying = obstacles.filter(({ outcome }) => outcome === 'deny');
  if (denying.length > 0) return { outcome: 'deny', rules: denying, obstacles };
  if (!permits.some(({ id }) => permitting.has(id))) return { ...NO_RULE, obstacles };
  if (obstacles.length > 0) return { outcome: 'needs-approval', rules: obstacles, obstacles };
  return { outcome: 'allow', rules: permits, obstacles };
}

const NO_RULE: Verdict = { outcome: 'deny', rules: [], obstacles: [] };

function refuse(fault: string): Verdict {
  return { ...NO_RULE, fault };
}
