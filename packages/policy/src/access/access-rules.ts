import { BacklotError } from '@backlot/film';
import { policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';

/** One access rule: its name, what it says in words, its Cedar text. */
export interface AccessRule {
  readonly id: string;
  readonly text: string;
  readonly cedar: string;
}

/** Reads the rules of an access file, each with `@id` and `@text`. @throws BacklotError `POLICY_INVALID` */
export function readAccessRules(text: string): AccessRule[] {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw invalid(parts.errors.map((error) => error.message).join('. '));
  if (parts.policies.length === 0 || parts.policy_templates.length > 0)
    throw invalid('expected rules and no templates');
  const rules = parts.policies.map(readRule);
  const twice = rules.find((rule, index) => rules.findIndex((each) => each.id === rule.id) !== index);
  if (twice) throw invalid(`two rules are called "${twice.id}"`);
  return rules;
}

function readRule(cedar: string): AccessRule {
  const answer = policyToJson(cedar);
  if (answer.type === 'failure') throw invalid(answer.errors.map((error) => error.message).join('. '));
  const { id, text } = answer.json.annotations ?? {};
  if (!id || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw invalid(`@id must be words joined by hyphens, got "${id ?? ''}"`);
  if (!text?.trim()) throw invalid(`rule "${id}": @text is missing or blank`);
  return { id, text, cedar };
}

function invalid(problem: string): BacklotError {
  return new BacklotError('POLICY_INVALID', `Access rules: ${problem}`, {
    hint: 'Correct packages/policy/access/access.cedar; until then nobody may do anything.',
  });
}
