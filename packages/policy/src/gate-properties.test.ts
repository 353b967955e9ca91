import { type Decision, operationSchema, policyPackSchema, purposeSchema, roleSchema } from '@backlot/film';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPolicyGate } from './policy-gate.ts';
import { approvalBy, CARD, CONSENT, LICENCE, NOVA, personUse, useOf } from './testing/sample-use.ts';
import type { UseFacts } from './use-facts.ts';

const gate = createPolicyGate();
const RUNS = { numRuns: 400, seed: 20261125 };
const STRICTNESS: Record<Decision['outcome'], number> = { allow: 0, 'needs-approval': 1, deny: 2 };
const strictness = (facts: UseFacts) => STRICTNESS[gate.decide(facts).outcome];

const maybe = fc.option(fc.boolean(), { nil: undefined });
const consents = fc.array(
  fc.record({
    state: fc.constantFrom('granted' as const, 'granted' as const, 'draft' as const, 'withdrawn' as const),
    kind: fc.constantFrom('digital-alteration' as const, 'employment-based-replica' as const, 'voice' as const),
    until: fc.constantFrom('2026-02-01', '2026-12-31'),
    shots: fc.constantFrom('all' as const, ['sq099/sh0099']),
    operations: fc.uniqueArray(fc.constantFrom(...operationSchema.options), { minLength: 1, maxLength: 10 }),
    isSeparatelySigned: fc.boolean(),
    by: fc.constantFrom('performer' as const, 'authorised-representative' as const, 'union' as const),
  }),
  { maxLength: 4 },
);
const status = fc.constantFrom(
  { kind: 'living' as const },
  { kind: 'living' as const },
  { kind: 'minor' as const },
  { kind: 'deceased' as const, diedOn: '1990-01-01' },
  NOVA.status,
);

/** Uses of one person, one plate and perhaps a model, near enough to allowed that every outcome comes up. */
const uses: fc.Arbitrary<UseFacts> = fc
  .record({
    action: fc.constantFrom('make-take' as const, 'keep-take' as const, 'view-take' as const, 'deliver-take' as const),
    purpose: fc.constantFrom(...purposeSchema.options),
    packs: fc.subarray([...policyPackSchema.options]),
    at: fc.constantFrom('2026-03-01T12:00:00.000Z', '2026-09-01T12:00:00.000Z', '2026-12-24T12:00:00.000Z'),
    operation: fc.constantFrom('re-age' as const, ...operationSchema.options),
    status,
    consents,
    isAsScripted: fc.boolean(),
    roles: fc.subarray([...roleSchema.options]),
    reviews: fc.subarray([...roleSchema.options]),
    element: fc.constantFrom('other' as const, 'background' as const, 'key-visual' as const),
    answers: fc.record({
      recreatesOthersWork: maybe,
      couldBeTakenForReal: maybe,
      isProminent: maybe,
      affectsUnionWork: maybe,
    }),
    hasModel: fc.boolean(),
    isSecured: fc.boolean(),
    isAnybody: fc.boolean(),
    face: fc.constantFrom(undefined, 'question' as const, 'consented' as const),
    likeness: fc.constantFrom(undefined, 'same' as const, 'not-looked-at' as const),
  })
  .map((is) => {
    const base = personUse(
      { operation: is.operation, isAsScripted: is.isAsScripted, language: 'en' },
      {},
      { ...NOVA, id: 'ana', status: is.status },
    );
    const people = is.isAnybody
      ? base.people.map((person) => ({
          ...person,
          consents: is.consents.map((one, index) => ({
            ...CONSENT,
            id: `c${index}`,
            state: one.state,
            kind: one.kind,
            term: { from: '2026-01-01', until: one.until },
            scope: {
              shots: one.shots,
              operations: one.operations.map((operation) => ({ operation })),
              languages: ['en'],
            },
            signature: { by: one.by, name: 'X', signedOn: '2026-01-01', isSeparatelySigned: one.isSeparatelySigned },
          })),
        }))
      : [];
    const answers = Object.fromEntries(Object.entries(is.answers).filter(([, value]) => value !== undefined));
    const card = { ...CARD, environment: is.isSecured ? ('secured' as const) : ('unsecured' as const) };
    const licence = { owner: 'A', statement: 'B', id: 'l1' };
    return useOf(
      {
        action: is.action,
        purpose: is.purpose,
        packs: is.packs,
        at: is.at,
        people,
        models: is.hasModel ? [{ id: 'm1', card }] : [],
        inputs: [{ role: 'plate', name: 'p', licence, registered: LICENCE }],
        approvals: is.roles.map((role) => approvalBy(role)),
        approvingRoles: is.reviews,
        faces: is.face ? [{ verdict: is.face, frame: 0, why: '' }] : [],
        likenesses: is.likeness ? [{ kind: is.likeness, file: 'a.png', frame: 0, why: '' }] : [],
      },
      { element: is.element, people: people.map(({ use }) => use), models: is.hasModel ? ['m1'] : [], ...answers },
    );
  });

describe('for any use', () => {
  it('all three outcomes come up among those tried', () => {
    const outcomes = fc.sample(uses, RUNS).map((facts) => gate.decide(facts).outcome);
    for (const outcome of Object.keys(STRICTNESS)) {
      expect(outcomes.filter((one) => one === outcome).length, outcome).toBeGreaterThan(20);
    }
  });

  it('one more approval never makes the answer stricter', () => {
    fc.assert(
      fc.property(uses, fc.constantFrom(...roleSchema.options), (facts, role) => {
        const more = { ...facts, approvals: [...facts.approvals, approvalBy(role)] };
        expect(strictness(more)).toBeLessThanOrEqual(strictness(facts));
      }),
      RUNS,
    );
  });

  it('withdrawing a consent never makes it laxer, and no more does any end of it', () => {
    fc.assert(
      fc.property(uses, fc.nat(3), fc.constantFrom('withdrawn', 'gone', 'draft', 'lost'), (facts, at, end) => {
        const people = facts.people.map((person) => ({
          ...person,
          consents: person.consents.flatMap((consent, index) => {
            if (index !== at) return [consent];
            if (end === 'gone') return [];
            if (end === 'lost') return [{ ...consent, performer: 'somebody else' }];
            return [{ ...consent, state: end === 'draft' ? ('draft' as const) : ('withdrawn' as const) }];
          }),
        }));
        expect(strictness({ ...facts, people })).toBeGreaterThanOrEqual(strictness(facts));
      }),
      RUNS,
    );
  });

  it('dropping a pack never makes it stricter', () => {
    fc.assert(
      fc.property(uses, fc.constantFrom(...policyPackSchema.options), (facts, pack) => {
        const fewer = { ...facts, packs: facts.packs.filter((one) => one !== pack) };
        expect(strictness(fewer)).toBeLessThanOrEqual(strictness(facts));
      }),
      RUNS,
    );
  });

  it('one more person without consent, model without card or input without licence is refused', () => {
    fc.assert(
      fc.property(uses, fc.constantFrom('person', 'model', 'input'), (facts, what) => {
        const more = {
          person: {
            people: [...facts.people, { use: { performer: 'new', operation: 're-age' as const }, consents: [] }],
          },
          model: { models: [...facts.models, { id: 'new' }] },
          input: { inputs: [...facts.inputs, { role: 'plate', name: 'new' }] },
        }[what];
        const { outcome } = gate.decide({ ...facts, ...more });
        expect(outcome).toBe(what === 'model' && facts.action === 'view-take' ? gate.decide(facts).outcome : 'deny');
      }),
      RUNS,
    );
  });

  it('viewing needs an approval only where a claim of the one who asks stands in for a consent', () => {
    const confirmed = ['exemption-confirmed-by-legal', 'finishing-confirmed-by-legal'];
    fc.assert(
      fc.property(uses, (facts) => {
        const { outcome, reasons } = gate.decide({ ...facts, action: 'view-take', approvals: [] });
        if (outcome === 'needs-approval')
          expect(confirmed).toEqual(expect.arrayContaining(reasons.map((r) => r.ruleId)));
      }),
      RUNS,
    );
  });

  it('asking about every consent of a person brings no other answer than asking about those that may cover the use', () => {
    fc.assert(
      fc.property(uses, (facts) => {
        const outcomes = facts.people.flatMap(({ consents, ...person }) =>
          consents.map((one) => strictness({ ...facts, people: [{ ...person, consents: [one] }] })),
        );
        if (outcomes.length > 0) expect(strictness(facts)).toBe(Math.min(...outcomes));
      }),
      RUNS,
    );
  });

  it('the order of consents, people, approvals and packs changes nothing', () => {
    fc.assert(
      fc.property(uses, (facts) => {
        const turned = {
          ...facts,
          packs: facts.packs.toReversed(),
          approvals: facts.approvals.toReversed(),
          people: facts.people.toReversed().map((one) => ({ ...one, consents: one.consents.toReversed() })),
        };
        expect(gate.decide(turned).outcome).toBe(gate.decide(facts).outcome);
      }),
      RUNS,
    );
  });

  it('a gate that has answered much answers as a new one', () => {
    const fresh = createPolicyGate();
    for (const facts of fc.sample(uses, { numRuns: 100, seed: 7 }))
      expect(gate.decide(facts)).toEqual(fresh.decide(facts));
  });

  it('what an explanation proposes leads where it says: an approval asked for, given, allows', () => {
    fc.assert(
      fc.property(uses, (facts) => {
        const { decision, whatIf } = gate.explain(facts);
        expect(decision).toEqual(gate.decide(facts));
        for (const { outcome, changes } of whatIf) {
          expect(outcome).not.toBe(decision.outcome);
          expect(changes.length).toBeGreaterThan(0);
        }
        const roles = decision.reasons.flatMap(({ role }) => role ?? []);
        if (decision.outcome !== 'needs-approval') return;
        const given = {
          ...facts,
          approvals: [...facts.approvals, ...roles.map((role) => approvalBy(role))],
          approvingRoles: [...facts.approvingRoles, ...roles],
        };
        expect(gate.decide(given).outcome).toBe('allow');
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('facts of any other shape are refused, never thrown at', () => {
    fc.assert(
      fc.property(uses, fc.constantFrom(...Object.keys(useOf())), fc.anything(), (facts, key, value) => {
        const broken = { ...facts, [key]: value } as UseFacts;
        expect(['allow', 'needs-approval', 'deny']).toContain(gate.decide(broken).outcome);
      }),
      RUNS,
    );
  });
});
