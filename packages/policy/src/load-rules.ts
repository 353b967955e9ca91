import { BacklotError, type Role, roleSchema } from '@backlot/film';
import {
  type DetailedError,
  type PolicyJson,
  policySetTextToParts,
  policyToJson,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyFiles } from './policy-files.ts';
import type { PolicyRule } from './policy-rule.ts';
import { coversMeaning, findOwnContradiction, isLiftedBy, type RuleMeaning, readMeaning } from './rule-meaning.ts';
import { isPack } from './rule-sets.ts';
import { listReads } from './slices/rule-reads.ts';

const ANNOTATIONS = new Set(['id', 'outcome', 'text', 'source', 'role', 'advice']);
const OUTCOME_OF_EFFECT = { permit: ['allow'], forbid: ['needs-approval', 'deny'] } as const;

interface ParsedRule {
  readonly rule: PolicyRule;
  readonly json: PolicyJson;
  readonly meaning: RuleMeaning;
}

/**
 * Reads every rule of the files and checks that together they can be relied on: well-formed, typed by the schema, each
 * with its id, outcome, text and source, no two of one id, none permitting what another refuses in the same words, none
 * that can never speak or never matter, each approval that is asked for able to lift its rule.
 * @throws BacklotError `POLICY_INVALID` at the first fault; nothing is half loaded
 */
export function loadRules(files: PolicyFiles): PolicyRule[] {
  const parsed = Object.entries(files.packs).flatMap(([pack, text]) => parsePack(pack, text));
  if (parsed.length === 0) throw policyInvalid('no rules', 'the policy files are empty');
  refuseDuplicateIds(parsed);
  refuseContradictions(parsed);
  refuseDeadRules(parsed);
  refuseWhatSchemaRefuses(parsed, files.schema);
  return parsed.map(({ rule }) => rule);
}

function parsePack(pack: string, text: string): ParsedRule[] {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw policyInvalid(`${pack}.cedar`, describe(parts.errors));
  if (parts.policy_templates.length > 0) throw policyInvalid(`${pack}.cedar`, 'templates are not used here');
  if (parts.policies.length === 0) throw policyInvalid(`${pack}.cedar`, 'the file has no rule');
  return parts.policies.map((cedar) => parseRule(pack, cedar));
}

function parseRule(pack: string, cedar: string): ParsedRule {
  const answer = policyToJson(cedar);
  if (answer.type === 'failure') throw policyInvalid(`${pack}.cedar`, describe(answer.errors));
  const { json } = answer;
  const annotations = json.annotations ?? {};
  const where = `${pack}.cedar, rule "${annotations.id ?? cedar.slice(0, 60)}"`;
  const unknown = Object.keys(annotations).find((name) => !ANNOTATIONS.has(name));
  if (unknown) throw policyInvalid(where, `unknown annotation @${unknown}`);
  const id = required(annotations, 'id', where);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw policyInvalid(where, '@id must be words joined by hyphens');
  const outcome = parseOutcome(json, required(annotations, 'outcome', where), where);
  refuseSinglePeopleAndTakes(json, where);
  const meaning = readMeaning(json);
  const role = parseRole(meaning, outcome, annotations.role, where);
  if (!approvalsOnlyLift(meaning, outcome)) throw policyInvalid(where, APPROVALS_ONLY_LIFT);
  const rule: PolicyRule = {
    id,
    pack,
    outcome,
    text: required(annotations, 'text', where),
    source: required(annotations, 'source', where),
    ...(role === undefined ? {} : { role }),
    ...(annotations.advice === undefined ? {} : { advice: annotations.advice }),
    effect: json.effect,
    actions: meaning.actions,
    reads: listReads(json),
    cedar,
  };
  return { rule, json, meaning };
}

function required(annotations: Readonly<Record<string, string>>, name: string, where: string): string {
  const value = annotations[name]?.trim();
  if (!value) throw policyInvalid(where, `@${name} is missing or blank`);
  return value;
}

function parseOutcome(json: PolicyJson, outcome: string, where: string): PolicyRule['outcome'] {
  const possible: readonly PolicyRule['outcome'][] = OUTCOME_OF_EFFECT[json.effect];
  const known = possible.find((candidate) => candidate === outcome);
  if (known) return known;
  throw policyInvalid(where, `a ${json.effect} rule has @outcome ${possible.join(' or ')}, got "${outcome}"`);
}

/** A rule that asks for an approval must also yield to it, else no approval could ever satisfy it. */
function parseRole(
  meaning: RuleMeaning,
  outcome: PolicyRule['outcome'],
  annotation: string | undefined,
  where: string,
): Role | undefined {
  if (outcome !== 'needs-approval') {
    if (annotation !== undefined) throw policyInvalid(where, '@role goes with @outcome("needs-approval") only');
    return undefined;
  }
  const role = roleSchema.safeParse(annotation);
  if (!role.success) throw policyInvalid(where, `@role must name who can approve, got "${annotation ?? ''}"`);
  if (!isLiftedBy(meaning, role.data)) {
    throw policyInvalid(where, `nothing in it yields to an approval by Role::"${role.data}"`);
  }
  return role.data;
}

/** So a use without any rule that asks for an approval is judged the same whoever said yes: `judge-use` builds on it. */
const APPROVALS_ONLY_LIFT =
  'context.approvedBy may stand only in `unless { context.approvedBy.contains(…) }` of @outcome("needs-approval")';

function approvalsOnlyLift({ conditions }: RuleMeaning, outcome: PolicyRule['outcome']): boolean {
  const speaking = [...conditions].filter((condition) => condition.includes('"approvedBy"'));
  return speaking.every((condition) => outcome === 'needs-approval' && condition.startsWith('!{"contains"'));
}

/** Rules speak of facts: one that names a person or a take would hold for nobody else, and no name reaches them anyway. */
function refuseSinglePeopleAndTakes(json: PolicyJson, where: string): void {
  const names = [json.principal, json.resource].some(({ op }) => op === '==' || op === 'in');
  const speaks = /\{"Var":"(principal|resource)"\}/.test(JSON.stringify(json.conditions));
  if (names || speaks) throw policyInvalid(where, 'rules speak of facts in the context, not of single people or takes');
}

function refuseDuplicateIds(parsed: readonly ParsedRule[]): void {
  const seen = new Map<string, PolicyRule>();
  for (const { rule } of parsed) {
    const other = seen.get(rule.id);
    if (other) throw policyInvalid(`rule "${rule.id}"`, `stands in both ${other.pack}.cedar and ${rule.pack}.cedar`);
    seen.set(rule.id, rule);
  }
}

function refuseContradictions(parsed: readonly ParsedRule[]): void {
  const byMeaning = new Map<string, PolicyRule>();
  for (const { rule, json } of parsed) {
    const meaning = JSON.stringify([json.principal, json.action, json.resource, json.conditions]);
    const other = byMeaning.get(meaning);
    if (other && other.outcome !== rule.outcome) {
      const both = `"${other.id}" (${other.outcome}) and "${rule.id}" (${rule.outcome})`;
      throw policyInvalid('contradiction', `${both} speak of the same use in the same words`);
    }
    byMeaning.set(meaning, rule);
  }
}

/** A rule that can never speak, or that speaks only where another denies anyway, misleads whoever reads it. */
function refuseDeadRules(parsed: readonly ParsedRule[]): void {
  for (const { rule, meaning } of parsed) {
    const where = `${rule.pack}.cedar, rule "${rule.id}"`;
    const condition = findOwnContradiction(meaning);
    if (condition) throw policyInvalid(where, `it can never speak: it asks that ${condition} holds and does not hold`);
    if (rule.outcome === 'deny') continue;
    const denial = parsed.find(
      (other) =>
        other.rule.outcome === 'deny' &&
        (!isPack(other.rule.pack) || other.rule.pack === rule.pack) &&
        coversMeaning(other.meaning, meaning),
    );
    if (denial) throw policyInvalid(where, `it never matters: "${denial.rule.id}" denies wherever it speaks`);
  }
}

/** Warnings count too: Cedar warns of rules that can never apply. */
function refuseWhatSchemaRefuses(parsed: readonly ParsedRule[], schema: string): void {
  const staticPolicies = Object.fromEntries(parsed.map(({ rule }) => [rule.id, rule.cedar]));
  const answer = validate({ schema, policies: { staticPolicies } });
  if (answer.type === 'failure') throw policyInvalid('schema.cedarschema', describe(answer.errors));
  const problem = [...answer.validationErrors, ...answer.validationWarnings][0];
  if (problem) throw policyInvalid(`rule "${problem.policyId}"`, describe([problem.error]));
  if (answer.otherWarnings.length > 0) throw policyInvalid('policies', describe(answer.otherWarnings));
}

function describe(errors: readonly DetailedError[]): string {
  return errors.map((error) => [error.message, error.help].filter(Boolean).join('; ')).join('. ');
}

function policyInvalid(where: string, problem: string): BacklotError {
  return new BacklotError('POLICY_INVALID', `Policies: ${where}: ${problem}`, {
    hint: 'Correct the policy text; until then nothing is allowed.',
  });
}
