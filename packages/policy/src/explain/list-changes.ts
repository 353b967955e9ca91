import { purposeSchema, type Role } from '@backlot/film';
import type { Judgement } from '../judge-use.ts';
import type { PolicyRule } from '../policy-rule.ts';
import type { UseFacts } from '../use-facts.ts';
import type { Change } from './change.ts';
import { listDeclarationChanges } from './declaration-changes.ts';
import { listMaterialChanges } from './material-changes.ts';
import { listPersonChanges } from './person-changes.ts';

/** What could be done about a use, the least drastic first: state and record, approve, change the use, leave out. */
export function listChanges(facts: UseFacts, { parts }: Judgement, rules: readonly PolicyRule[]): Change[] {
  const roles = [...new Set(rules.flatMap((rule) => rule.role ?? []))];
  const refused = parts.filter(({ verdict }) => verdict.outcome === 'deny').map(({ part }) => part);
  const stopped = parts.filter(({ verdict }) => verdict.outcome !== 'allow').map(({ part }) => part);
  return [
    ...listMaterialChanges(facts, stopped),
    ...listPersonChanges(facts, refused),
    ...roles.flatMap((role) => approvalChange(facts, role)),
    ...roles.flatMap((role) => reviewChange(facts, role)),
    ...listDeclarationChanges(facts),
    ...purposeSchema.options.filter((purpose) => purpose !== facts.purpose).map(purposeChange),
    ...facts.packs.map(packChange),
  ];
}

function approvalChange(facts: UseFacts, role: Role): Change[] {
  const { recipeHash, useHash, at } = facts;
  // By a name that is nobody's, so that it counts whoever asks.
  const approval = {
    by: { name: `not ${facts.requestedBy.name}`, role },
    recipeHash,
    useHash,
    ruleIds: 'all' as const,
    at,
  };
  return [
    {
      text: `Get the approval of this use by: ${role}${askedByOne(facts, role) ? ' (another than the one who asks)' : ''}`,
      group: `approval of ${role}`,
      apply: (before) => ({ ...before, approvals: [...before.approvals, approval] }),
    },
  ];
}

function askedByOne({ approvals, useHash, requestedBy }: UseFacts, role: Role): boolean {
  return requestedBy.role === role || approvals.some(({ by, useHash: of }) => by.role === role && of === useHash);
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

function purposeChange(purpose: UseFacts['purpose']): Change {
  return { text: `Ask for it as ${purpose}`, group: 'purpose', apply: (before) => ({ ...before, purpose }) };
}

function packChange(pack: UseFacts['packs'][number]): Change {
  return {
    text: `Make it in a production that is not under the pack ${pack}`,
    group: `pack ${pack}`,
    apply: (before) => ({ ...before, packs: before.packs.filter((other) => other !== pack) }),
  };
}
