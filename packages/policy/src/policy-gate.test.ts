import { describe, expect, it } from 'vitest';
import { readPolicyFiles } from './policy-files.ts';
import { createPolicyGate } from './policy-gate.ts';
import { PLAIN_USE } from './testing/plain-use.ts';
import type { UseFacts } from './use-facts.ts';

const HASH = 'a'.repeat(64);
const USE = 'c'.repeat(64);
const LICENCE = { owner: 'The crew', statement: 'Made for this production.' };
const LICENSED = { role: 'plate', name: 'plate.png', licence: LICENCE };
const UNLICENSED = { role: 'plate', name: 'plate.png' };
const IDEATION: UseFacts = {
  ...PLAIN_USE,
  action: 'make-take',
  recipeHash: HASH,
  useHash: USE,
  engine: 'collapse',
  purpose: 'ideation',
  requestedBy: { name: 'Ada', role: 'artist' },
  inputs: [LICENSED],
  approvals: [],
  approvingRoles: [],
};
const DELIVERY: UseFacts = { ...IDEATION, action: 'deliver-take', approvingRoles: ['supervisor'] };
const FINAL: UseFacts = { ...IDEATION, purpose: 'final' };
const APPROVAL = {
  by: { name: 'Sue', role: 'supervisor' as const },
  recipeHash: HASH,
  useHash: USE,
  ruleIds: 'all' as const,
  at: '2026-11-22T10:00:00Z',
};

const gate = createPolicyGate();

describe('the house rules', () => {
  it.each(['ideation', 'temp'] as const)('allow %s, naming the rule and its source', (purpose) => {
    const decision = gate.decide({ ...IDEATION, purpose });
    expect(decision).toMatchObject({ outcome: 'allow', recipeHash: HASH, policyHash: gate.policyHash });
    expect(decision.reasons).toHaveLength(1);
    expect(decision.reasons[0]).toMatchObject({
      ruleId: 'ideation-allowed',
      source: expect.stringContaining('Netflix'),
    });
  });

  it('ask for a supervisor before final use', () => {
    const decision = gate.decide(FINAL);
    expect(decision.outcome).toBe('needs-approval');
    expect(decision.reasons).toEqual([
      expect.objectContaining({ ruleId: 'final-needs-supervisor', role: 'supervisor' }),
    ]);
  });

  it('allow final use once a supervisor has approved this use', () => {
    const decision = gate.decide({ ...FINAL, approvals: [APPROVAL] });
    expect(decision).toMatchObject({ outcome: 'allow', reasons: [{ ruleId: 'final-allowed' }] });
  });

  it.each([
    ['of another use of this recipe', { ...APPROVAL, useHash: 'b'.repeat(64) }],
    ['in another role', { ...APPROVAL, by: { name: 'Pat', role: 'producer' as const } }],
  ])('count no approval %s', (_, approval) => {
    expect(gate.decide({ ...FINAL, approvals: [approval] }).outcome).toBe('needs-approval');
  });

  it.each([
    ['without a licence', UNLICENSED],
    ['with a blank owner', { ...LICENSED, licence: { ...LICENCE, owner: ' ' } }],
    ['with a blank statement', { ...LICENSED, licence: { ...LICENCE, statement: '' } }],
  ])('deny a plate %s, for any purpose and with any approval', (_, plate) => {
    for (const purpose of ['ideation', 'temp', 'final'] as const) {
      const decision = gate.decide({ ...IDEATION, purpose, inputs: [LICENSED, plate], approvals: [APPROVAL] });
      expect(decision.outcome).toBe('deny');
      expect(decision.reasons.map(({ ruleId }) => ruleId)).toEqual(['plate-needs-licence']);
    }
  });

  it.each(['ideation', 'temp'] as const)(
    'let %s leave the studio once a supervisor approved it in review',
    (purpose) => {
      const decision = gate.decide({ ...DELIVERY, purpose });
      expect(decision).toMatchObject({ outcome: 'allow', reasons: [{ ruleId: 'delivery-allowed' }] });
    },
  );

  it('hold a delivery that no supervisor approved in review, for any purpose', () => {
    for (const approvingRoles of [[], ['artist'], ['producer', 'legal', 'guest', 'performer', 'system']] as const) {
      for (const purpose of ['ideation', 'temp', 'final'] as const) {
        const decision = gate.decide({ ...DELIVERY, purpose, approvals: [APPROVAL], approvingRoles });
        expect(decision.outcome).toBe('needs-approval');
        expect(decision.reasons).toEqual([
          expect.objectContaining({ ruleId: 'delivery-needs-supervisor', role: 'supervisor' }),
        ]);
      }
    }
  });

  it('ask for the approval of the use too before a final take leaves', () => {
    const final = { ...DELIVERY, purpose: 'final' as const };
    expect(gate.decide(final)).toMatchObject({
      outcome: 'needs-approval',
      reasons: [{ ruleId: 'final-needs-supervisor' }],
    });
    expect(gate.decide({ ...final, approvals: [APPROVAL] }).outcome).toBe('allow');
  });

  it('never let unlicensed material leave', () => {
    const decision = gate.decide({ ...DELIVERY, inputs: [UNLICENSED] });
    expect(decision).toMatchObject({ outcome: 'deny', reasons: [{ ruleId: 'plate-needs-licence' }] });
  });

  it('give the same answer to the same facts', () => {
    expect(createPolicyGate().decide(FINAL)).toEqual(gate.decide(FINAL));
  });
});

describe('the gate', () => {
  it('denies where no rule speaks', () => {
    const speechless = { ...IDEATION, purpose: 'broadcast' as UseFacts['purpose'] };
    expect(gate.decide(speechless).outcome).toBe('deny');
    expect(gate.decide(speechless).reasons[0]?.ruleId).toBe('no-rule');
  });

  it('denies facts that are not of the agreed shape rather than overlook a rule', () => {
    const odd = [
      { ...IDEATION, requestedBy: { name: 'Eve', role: 'root' } },
      { ...IDEATION, engine: 7 },
      { ...IDEATION, action: 'publish-take' },
      { ...IDEATION, purpose: undefined },
    ] as unknown as UseFacts[];
    for (const facts of odd)
      expect(gate.decide(facts)).toMatchObject({ outcome: 'deny', reasons: [{ ruleId: 'no-rule' }] });
  });

  it('remembers nothing of what other rules said', () => {
    const files = readPolicyFiles();
    const rule = '@id("no-ideas") @outcome("deny") @text("None.") @source("A test of the gate")';
    const packs = {
      ...files.packs,
      other: `${rule} forbid (principal, action, resource) when { context.purpose == Purpose::"ideation" && context.engine == "collapse" };`,
    };
    expect(gate.decide(IDEATION).outcome).toBe('allow');
    expect(createPolicyGate({ ...files, packs }).decide(IDEATION).reasons[0]?.ruleId).toBe('no-ideas');
    expect(createPolicyGate(files).decide(IDEATION).outcome).toBe('allow');
    expect(gate.decide(IDEATION).outcome).toBe('allow');
  });

  it('takes names for names, whatever is written in them', () => {
    const name = '"} }) ; permit(principal, action, resource); //\ud800';
    const facts = { ...IDEATION, inputs: [{ role: 'plate', name }], requestedBy: { name, role: 'artist' as const } };
    expect(gate.decide(facts).outcome).toBe('deny');
  });

  it('never allows unlicensed material or unapproved final use, over all combinations of facts', () => {
    const roles = ['artist', 'supervisor', 'producer', 'legal', 'performer', 'guest', 'system'] as const;
    for (const purpose of ['ideation', 'temp', 'final'] as const) {
      for (const asker of ['artist', 'guest'] as const) {
        for (const approver of [undefined, ...roles]) {
          for (const inputs of [[], [LICENSED], [UNLICENSED], [UNLICENSED, LICENSED]]) {
            const approvals = approver ? [{ ...APPROVAL, by: { name: 'X', role: approver } }] : [];
            const facts = { ...IDEATION, purpose, inputs, approvals, requestedBy: { name: 'Ada', role: asker } };
            const unlicensed = inputs.includes(UNLICENSED);
            const unapproved = purpose === 'final' && approver !== 'supervisor';
            const expected = unlicensed ? 'deny' : unapproved ? 'needs-approval' : 'allow';
            expect(gate.decide(facts).outcome).toBe(expected);
          }
        }
      }
    }
  });
});

describe('an explanation', () => {
  it('says what would change the answer, smallest changes first', () => {
    const { decision, whatIf } = gate.explain({ ...FINAL, inputs: [UNLICENSED] });
    expect(decision.outcome).toBe('deny');
    const state = 'State owner and licence of plate "plate.png"';
    expect(whatIf).toEqual([
      { changes: [state], outcome: 'needs-approval' },
      { changes: [state, 'Get the approval of this use by: supervisor'], outcome: 'allow' },
      { changes: [state, 'Ask for it as ideation'], outcome: 'allow' },
      { changes: [state, 'Ask for it as temp'], outcome: 'allow' },
    ]);
  });

  it('says who is to approve in review before a delivery', () => {
    expect(gate.explain({ ...DELIVERY, approvingRoles: ['artist'] }).whatIf).toContainEqual({
      changes: ['Have this take approved in review by: supervisor'],
      outcome: 'allow',
    });
  });

  it('says what would take an allowance away', () => {
    expect(gate.explain(IDEATION).whatIf).toEqual([{ changes: ['Ask for it as final'], outcome: 'needs-approval' }]);
  });
});
