import { BacklotError, type Decision, type DecisionReason, hasLicenceStatement, type Role } from '@backlot/film';
import {
  type AuthorizationAnswer,
  type CedarValueJson,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';
import { type Explanation, explainDecision } from './explain-decision.ts';
import { loadRules } from './load-rules.ts';
import { hashPolicyFiles, type PolicyFiles, readPolicyFiles } from './policy-files.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { UseFacts } from './use-facts.ts';

/** The only judge of uses: facts in, decision out. Keeps no state and looks nothing up. */
export interface PolicyGate {
  /** SHA-256 of the rules in force; decisions under other rules are void. */
  readonly policyHash: string;
  readonly rules: readonly PolicyRule[];
  /** A refusal is a value, never an exception. Where no rule speaks, the answer is deny. */
  readonly decide: (facts: UseFacts) => Decision;
  /** The decision, and what would change it. */
  readonly explain: (facts: UseFacts) => Explanation;
}

/** A decision's author when no rule permits the use, or when a rule could not be evaluated. */
const NO_RULE: DecisionReason = {
  ruleId: 'no-rule',
  text: 'No rule permits this use.',
  source: 'House principle: where no rule speaks, a use is not allowed',
};

interface Verdict {
  readonly permitted: boolean;
  readonly reasons: readonly DecisionReason[];
}

/**
 * Loads rules and makes the gate; by default all packs that come with the studio.
 * @throws BacklotError `POLICY_INVALID` when any rule is broken or two contradict: a gate either holds all rules or is not made
 */
export function createPolicyGate(files: PolicyFiles = readPolicyFiles()): PolicyGate {
  const rules = loadRules(files);
  const policyHash = hashPolicyFiles(files);
  const judgeUse = prepare(`${policyHash}/all`, rules, files.schema);
  // Without the rules that an approval lifts: what is refused here, no approval can heal.
  const judgeApproved = prepare(`${policyHash}/approved`, rules.filter(isFinal), files.schema);
  const decide = (facts: UseFacts): Decision => {
    const { recipeHash } = facts;
    const now = judgeUse(facts);
    if (now.permitted) return { outcome: 'allow', reasons: now.reasons, recipeHash, policyHash };
    const approved = judgeApproved(facts);
    if (!approved.permitted) return { outcome: 'deny', reasons: approved.reasons, recipeHash, policyHash };
    return { outcome: 'needs-approval', reasons: now.reasons, recipeHash, policyHash };
  };
  return { policyHash, rules, decide, explain: (facts) => explainDecision(facts, rules, decide) };
}

function isFinal(rule: PolicyRule): boolean {
  return rule.outcome !== 'needs-approval';
}

function prepare(name: string, rules: readonly PolicyRule[], schema: string): (facts: UseFacts) => Verdict {
  const staticPolicies = Object.fromEntries(rules.map((rule) => [rule.id, rule.cedar]));
  const prepared = [preparseSchema(name, schema), preparsePolicySet(name, { staticPolicies })];
  const failed = prepared.find((answer) => answer.type === 'failure');
  if (failed?.type === 'failure') {
    throw new BacklotError('POLICY_INVALID', `Policies: ${failed.errors.map((error) => error.message).join('. ')}`);
  }
  const reasonsById = new Map(rules.map((rule) => [rule.id, toReason(rule)]));
  return (facts) => judge(name, facts, reasonsById);
}

/** Cedar skips a rule that fails to evaluate; a skipped prohibition would open the gate, so any such error refuses. */
function judge(name: string, facts: UseFacts, reasonsById: ReadonlyMap<string, DecisionReason>): Verdict {
  const answer = evaluate(name, facts);
  if (answer.type === 'failure') return refuse(answer.errors.map((error) => error.message));
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return refuse(diagnostics.errors.map(({ error }) => error.message));
  const reasons = diagnostics.reason.map((id) => reasonsById.get(id) ?? NO_RULE);
  const ordered = reasons.sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  return { permitted: decision === 'allow', reasons: ordered.length > 0 ? ordered : [NO_RULE] };
}

/** Cedar throws at text that is no Unicode: a refusal too. */
function evaluate(name: string, facts: UseFacts): AuthorizationAnswer {
  try {
    return statefulIsAuthorized({
      principal: { type: 'Person', id: facts.requestedBy.name },
      action: { type: 'Action', id: facts.action },
      resource: { type: 'Take', id: facts.recipeHash },
      context: toContext(facts),
      entities: [],
      preparsedSchemaName: name,
      preparsedPolicySetId: name,
      validateRequest: true,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'failure', errors: [{ message, ...NO_DETAILS }], warnings: [] };
  }
}

const NO_DETAILS = { help: null, code: null, url: null, severity: null } as const;

function refuse(problems: readonly string[]): Verdict {
  const text = `The rules could not be applied to these facts: ${problems.join('. ')}`;
  return { permitted: false, reasons: [{ ...NO_RULE, text }] };
}

function toContext(facts: UseFacts): Record<string, CedarValueJson> {
  const approvals = facts.approvals.filter((approval) => approval.useHash === facts.useHash);
  return {
    purpose: { __entity: { type: 'Purpose', id: facts.purpose } },
    engine: facts.engine,
    askedBy: toRoleJson(facts.requestedBy.role),
    unlicensedInputs: facts.inputs.filter((input) => !hasLicenceStatement(input.licence)).map((input) => input.name),
    approvedBy: approvals.map((approval) => toRoleJson(approval.by.role)),
    reviews: facts.approvingRoles.map(toRoleJson),
  };
}

function toRoleJson(role: Role): CedarValueJson {
  return { __entity: { type: 'Role', id: role } };
}

function toReason(rule: PolicyRule): DecisionReason {
  return {
    ruleId: rule.id,
    text: rule.text,
    source: rule.source,
    ...(rule.role === undefined ? {} : { role: rule.role }),
    ...(rule.advice === undefined ? {} : { advice: rule.advice }),
  };
}
