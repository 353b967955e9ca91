import { type CheckParseAnswer, preparsePolicySet, preparseSchema } from '@cedar-policy/cedar-wasm/nodejs';
import { askCedar } from '../ask-cedar.ts';
import type { Request } from '../parts/part.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { type FactCodes, type FactShape, pickFacts } from './fact-shape.ts';
import { type RecordType, writeSchema } from './fact-types.ts';
import type { RuleGroup } from './slice-rules.ts';

/** Some rules, asked about the facts that they read and no other. */
export interface RuleSlice {
  /** Where the facts that it reads stand among the facts of its action. */
  readonly places: readonly number[];
  /** The rules that speak of these facts, or why they could not be applied. */
  readonly ask: (codes: FactCodes, context: Request['context']) => readonly PolicyRule[] | string;
}

/** An action, and the facts that its context holds. */
export interface SlicedAction {
  readonly id: string;
  readonly context: RecordType;
  readonly shape: FactShape;
}

/** Most slices ever see a few dozen. */
const MOST_REMEMBERED = 2_000;

/** Rules speak of facts, never of single people or takes (`load-rules`): principal and resource are the same for all. */
const NOBODY = {
  principal: { type: 'Person', id: 'asker' },
  resource: { type: 'Take', id: 'use' },
  entities: [],
};

/**
 * Prepares a slice under a name of its own and remembers what it answered: the same facts get the same answer.
 * @throws Error when Cedar refuses its rules or schema
 */
export function prepareSlice(name: string, action: SlicedAction, { facts, rules }: RuleGroup): RuleSlice {
  demand(preparseSchema(name, writeSchema(action.id, action.context, facts)));
  demand(preparsePolicySet(name, { staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, rule.cedar])) }));
  const places = action.shape.facts.flatMap((fact, place) => (facts.has(fact) ? [place] : []));
  const answers = new Map<string, readonly PolicyRule[]>();
  return {
    places,
    ask: (codes, context) => {
      const key = joinCodes(codes, places);
      const remembered = answers.get(key);
      if (remembered) return remembered;
      const speaking = askAnew(name, action.id, pickFacts(context, action.context, facts));
      if (typeof speaking === 'string') return speaking;
      if (answers.size >= MOST_REMEMBERED) answers.clear();
      const answer = rules.filter(({ id }) => speaking.includes(id));
      answers.set(key, answer);
      return answer;
    },
  };
}

/** Names what stands at these places; different codes have different names. */
export function joinCodes(codes: FactCodes, places: readonly number[]): string {
  let joined = '';
  for (const place of places) joined += `${codes[place]}\n`;
  return joined;
}

/** Cedar skips a rule that fails to evaluate; a skipped prohibition would open the gate, so any such error is a fault. */
function askAnew(name: string, action: string, context: Request['context']): readonly string[] | string {
  const answer = askCedar({
    ...NOBODY,
    action: { type: 'Action', id: action },
    context,
    preparsedSchemaName: name,
    preparsedPolicySetId: name,
    validateRequest: true,
  });
  if (typeof answer === 'string') return answer;
  if (answer.type === 'failure') return answer.errors.map((error) => error.message).join('. ');
  const { diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return diagnostics.errors.map(({ error }) => error.message).join('. ');
  return diagnostics.reason;
}

function demand(answer: CheckParseAnswer): void {
  if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('. '));
}
