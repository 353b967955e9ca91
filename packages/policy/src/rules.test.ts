import { policyPackSchema } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { readPolicyFiles } from './policy-files.ts';
import { createPolicyGate } from './policy-gate.ts';
import { RULE_TABLE } from './testing/rule-table.ts';
import { approvalBy, sent } from './testing/sample-use.ts';
import { createSpeakingRules } from './testing/speaking-rules.ts';
import type { UseFacts } from './use-facts.ts';

const files = readPolicyFiles();
const gate = createPolicyGate(files);
const speakingRules = createSpeakingRules(files, gate.rules);

const underItsPack = (facts: UseFacts, pack: string): UseFacts => ({
  ...facts,
  packs: policyPackSchema.options.filter((one) => one === pack),
});

const lifted = RULE_TABLE.flatMap((row) => {
  const role = gate.rules.find(({ id }) => id === row.id)?.role;
  return role === undefined ? [] : [{ ...row, role }];
});

describe('the table of rules', () => {
  it('has one row for each rule', () => {
    expect(RULE_TABLE.map(({ id }) => id).sort()).toEqual(gate.rules.map(({ id }) => id).sort());
  });
});

describe('an offline production', () => {
  const use = (isLocal: boolean): UseFacts => sent({}, { isOffline: true }, { backEnd: { isOff: false, isLocal } });

  it('may use a model on this machine, which sends nothing, and no other', () => {
    expect([...speakingRules(use(true))]).not.toContain('offline-sends-nothing');
    expect(gate.decide(use(true)).outcome).toBe('allow');
    expect(gate.decide(use(false)).outcome).toBe('deny');
  });

  it('may not use one that is switched off, wherever it runs', () => {
    const off = sent({}, { isOffline: true }, { backEnd: { isOff: true, isLocal: true } });
    expect(gate.decide(off).outcome).toBe('deny');
  });
});

it.each(lifted)('rule $id yields to an approval by $role', ({ id, speaks, role }) => {
  const approved = { ...speaks, approvals: [...speaks.approvals, approvalBy(role)], approvingRoles: [role] };
  expect([...speakingRules(approved)]).not.toContain(id);
});

describe.each(RULE_TABLE)('rule $id', ({ id, speaks, silent }) => {
  const rule = gate.rules.find((one) => one.id === id)!;

  it('speaks of its use, and no more once one thing is changed', () => {
    expect([...speakingRules(speaks)]).toContain(id);
    expect([...speakingRules(silent)]).not.toContain(id);
  });

  it('has the effect that it names', () => {
    const { outcome } = gate.decide(underItsPack(speaks, rule.pack));
    if (rule.outcome === 'deny') expect(outcome).toBe('deny');
    if (rule.outcome === 'needs-approval') expect(outcome).not.toBe('allow');
  });

  it('names its source', () => {
    expect(rule.source.length).toBeGreaterThan(10);
    if (id.includes('2026') || rule.text.startsWith('Reported')) expect(rule.source).toContain('reported');
  });
});
