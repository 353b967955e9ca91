import {
  type Decision,
  hasLicenceStatement,
  type LicenceStatement,
  type Purpose,
  purposeSchema,
  type Role,
} from '@backlot/film';
import type { PolicyRule } from './policy-rule.ts';
import type { UsedInput, UseFacts } from './use-facts.ts';

/** A smallest set of changes to the facts that leads to another outcome. */
export interface WhatIf {
  /** What to do, all of it, in words. */
  readonly changes: readonly string[];
  readonly outcome: Decision['outcome'];
}

export interface Explanation {
  readonly decision: Decision;
  /** Fewest changes first; empty where nothing that can be changed here would change the answer. */
  readonly whatIf: readonly WhatIf[];
}

interface Change {
  readonly text: string;
  /** Of changes of one group only one can be made. */
  readonly group: string;
  readonly apply: (facts: UseFacts) => UseFacts;
}

const MAX_CHANGES = 3;

/** Tries changes to the facts (licences stated, approvals given, another purpose) and keeps the smallest that change the outcome. */
export function explainDecision(
  facts: UseFacts,
  rules: readonly PolicyRule[],
  decide: (facts: UseFacts) => Decision,
): Explanation {
  const decision = decide(facts);
  const found: { set: readonly Change[]; outcome: Decision['outcome'] }[] = [];
  for (const set of listSubsets(listChanges(facts, rules), MAX_CHANGES)) {
    const { outcome } = decide(set.reduce((changed, change) => change.apply(changed), facts));
    const known = found.some((other) => other.outcome === outcome && other.set.every((change) => set.includes(change)));
    if (outcome !== decision.outcome && !known) found.push({ set, outcome });
  }
  return { decision, whatIf: found.map(({ set, outcome }) => ({ changes: set.map(({ text }) => text), outcome })) };
}

function listChanges(facts: UseFacts, rules: readonly PolicyRule[]): Change[] {
  const roles = [...new Set(rules.flatMap((rule) => rule.role ?? []))];
  const purposes = purposeSchema.options.filter((purpose) => purpose !== facts.purpose);
  return [
    ...licenceChange(facts),
    ...roles.flatMap((role) => approvalChange(facts, role)),
    ...roles.flatMap((role) => reviewChange(facts, role)),
    ...purposes.map(purposeChange),
  ];
}

function licenceChange(facts: UseFacts): Change[] {
  const missing = facts.inputs.filter((input) => !hasLicenceStatement(input.licence));
  if (missing.length === 0) return [];
  const names = missing.map((input) => `${input.role} "${input.name}"`).join(', ');
  return [
    {
      text: `State owner and licence of ${names}`,
      group: 'licence',
      apply: (before) => ({ ...before, inputs: before.inputs.map((input) => ({ ...input, licence: fill(input) })) }),
    },
  ];
}

function fill({ licence }: UsedInput): LicenceStatement {
  return licence && hasLicenceStatement(licence) ? licence : { owner: 'stated', statement: 'stated' };
}

function approvalChange(facts: UseFacts, role: Role): Change[] {
  const { recipeHash, useHash } = facts;
  if (facts.approvals.some((approval) => approval.by.role === role && approval.useHash === useHash)) return [];
  const approval = { by: { name: 'someone', role }, recipeHash, useHash, at: '1970-01-01T00:00:00Z' };
  return [
    {
      text: `Get the approval of this use by: ${role}`,
      group: `approval of ${role}`,
      apply: (before) => ({ ...before, approvals: [...before.approvals, approval] }),
    },
  ];
}

function reviewChange(facts: UseFacts, role: Role): Change[] {
  if (facts.action !== 'deliver-take' || facts.approvingRoles.includes(role)) return [];
  return [
    {
      text: `Have this take approved in review by: ${role}`,
      group: `review by ${role}`,
      apply: (before) => ({ ...before, approvingRoles: [...before.approvingRoles, role] }),
    },
  ];
}

function purposeChange(purpose: Purpose): Change {
  return { text: `Ask for it as ${purpose}`, group: 'purpose', apply: (before) => ({ ...before, purpose }) };
}

/** All sets of 1..`max` changes with at most one of each group, smallest first. */
function listSubsets(changes: readonly Change[], max: number): Change[][] {
  const subsets: Change[][] = [[]];
  for (const change of changes) {
    const room = subsets.filter((set) => set.length < max && set.every((other) => other.group !== change.group));
    subsets.push(...room.map((set) => [...set, change]));
  }
  return subsets.filter((set) => set.length > 0).sort((a, b) => a.length - b.length);
}
