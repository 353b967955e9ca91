import type { PolicyRule } from '../policy-rule.ts';
import { listFactsRead } from './rule-reads.ts';

/** Rules of one effect that are asked together, and all the facts that they read. */
export interface RuleGroup {
  readonly facts: ReadonlySet<string>;
  readonly rules: readonly PolicyRule[];
}

/**
 * Groups rules by the facts that they read, each rule with the narrowest group that reads its facts already. Rules that
 * permit are asked apart from rules that forbid: of those that permit Cedar names none where one forbids.
 */
export function sliceRules(rules: readonly PolicyRule[], facts: readonly string[]): RuleGroup[] {
  const byEffect = (['permit', 'forbid'] as const).map((effect) => rules.filter((rule) => rule.effect === effect));
  return byEffect.flatMap((alike) => groupByFacts(alike, facts));
}

function groupByFacts(rules: readonly PolicyRule[], facts: readonly string[]): RuleGroup[] {
  const widestFirst = rules
    .map((rule) => ({ rule, read: listFactsRead(rule.reads, facts) }))
    .sort((a, b) => b.read.length - a.read.length);
  const groups: { readonly facts: ReadonlySet<string>; readonly rules: PolicyRule[] }[] = [];
  for (const { rule, read } of widestFirst) {
    const group = groups.findLast((other) => read.every((fact) => other.facts.has(fact)));
    if (group) group.rules.push(rule);
    else groups.push({ facts: new Set(read), rules: [rule] });
  }
  return groups;
}
