import type { Decision, PolicyPack } from '@backlot/film';
import { type Explanation, explainDecision } from './explain/explain-decision.ts';
import { createJudge, type Judgement } from './judge-use.ts';
import { loadRules } from './load-rules.ts';
import { hashPolicyFiles, type PolicyFiles, readPolicyFiles } from './policy-files.ts';
import type { PolicyRule } from './policy-rule.ts';
import { createRuleSets } from './rule-sets.ts';
import type { UseFacts } from './use-facts.ts';

/** The only judge of uses: facts in, decision out. Looks nothing up; the same facts get the same answer. */
export interface PolicyGate {
  /** SHA-256 of all policy files; decisions under other rules are void. */
  readonly policyHash: string;
  /** All rules: those always in force, and those of every pack. */
  readonly rules: readonly PolicyRule[];
  /** A refusal is a value, never an exception. Where no rule speaks, the answer is deny. */
  readonly decide: (facts: UseFacts) => Decision;
  /** The decision, and what would change it. */
  readonly explain: (facts: UseFacts) => Explanation;
}

/**
 * Loads rules and makes the gate; by default all files that come with the studio. The house's rules are always in force,
 * a pack's where `facts.packs` names it.
 * @throws BacklotError `POLICY_INVALID` when any rule is broken or two contradict: a gate either holds all rules or is not made
 */
export function createPolicyGate(files: PolicyFiles = readPolicyFiles()): PolicyGate {
  const rules = loadRules(files);
  const policyHash = hashPolicyFiles(files);
  const ruleSetOf = createRuleSets(policyHash, rules, files.schema);
  const judgeUse = createJudge();
  const judge = (facts: UseFacts) => judgeUse(ruleSetOf(packsOf(facts)), facts);
  const decide = (facts: UseFacts): Decision => {
    const judgement = judge(facts);
    const { outcome, reasons } = judgement;
    const consents = listCovering(judgement, facts);
    const packs = Array.isArray(facts.packs) ? { packs: facts.packs } : {};
    return { outcome, reasons, recipeHash: facts.recipeHash, policyHash, ...packs, consents };
  };
  return {
    policyHash,
    rules,
    decide,
    explain: (facts) => ({ decision: decide(facts), whatIf: explainDecision(facts, rules, judge) }),
  };
}

/** The consents on which the people of a use are allowed to be in it, each for the place where the use declares the person. */
function listCovering({ parts }: Judgement, { people, declared }: UseFacts): NonNullable<Decision['consents']> {
  return parts.flatMap(({ part: { of }, verdict, consentId }) => {
    const use = people[of.index]?.use;
    if (of.kind !== 'person' || verdict.outcome !== 'allow' || consentId === undefined || !use) return [];
    const person = declared.people.indexOf(use);
    return [{ person: person < 0 ? of.index : person, consentId }];
  });
}

/** Facts without packs are not of the agreed shape: they name one that has no rules. */
function packsOf({ packs }: UseFacts): readonly PolicyPack[] {
  return Array.isArray(packs) ? packs : ['none' as PolicyPack];
}
