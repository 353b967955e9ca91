import type { Consent, Performer, PersonUse } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { createPolicyGate } from './policy-gate.ts';
import {
  ANA,
  approvalBy,
  approved,
  CONSENT,
  NOVA,
  personAlone,
  personUse,
  plateUse,
  useOf,
} from './testing/sample-use.ts';
import type { UseFacts } from './use-facts.ts';

const gate = createPolicyGate();

function idsOf(facts: UseFacts): string[] {
  return gate.decide(facts).reasons.map(({ ruleId }) => ruleId);
}

function withConsents(...consents: readonly Partial<Consent>[]): UseFacts {
  const facts = personUse({});
  return {
    ...facts,
    people: facts.people.map((person) => ({ ...person, consents: consents.map((each) => ({ ...CONSENT, ...each })) })),
  };
}

describe('a use of a person', () => {
  it('is allowed as a consent covers it, saying whose and which', () => {
    expect(gate.decide(personUse({}))).toMatchObject({
      outcome: 'allow',
      reasons: [
        { ruleId: 'ideation-allowed', pack: 'house' },
        { ruleId: 'person-with-consent', about: 'Ana Torres, re-age; consent c1', pack: 'people' },
      ],
    });
  });

  it('is refused without one, whatever approvals there are', () => {
    const facts = approved(personAlone({}), 'supervisor', 'legal', 'producer');
    expect(gate.decide(facts)).toMatchObject({
      outcome: 'deny',
      reasons: [{ ruleId: 'person-needs-consent', about: 'Ana Torres, re-age' }],
    });
  });

  it('takes the best of several consents, wherever it stands', () => {
    const bad = [{ state: 'withdrawn' }, { state: 'draft' }, { production: 'another-film' }] as const;
    expect(gate.decide(withConsents(...bad, {})).outcome).toBe('allow');
    expect(gate.decide(withConsents({}, ...bad)).outcome).toBe('allow');
    expect(gate.decide(withConsents(...bad)).outcome).toBe('deny');
  });

  it('never adds two consents up', () => {
    const shortTerm = { term: { from: '2026-01-01', until: '2026-02-01' } };
    const fewYears = { scope: { ...CONSENT.scope, operations: [{ operation: 're-age', mostYears: 5 } as const] } };
    expect(gate.decide(withConsents(shortTerm, fewYears)).outcome).toBe('deny');
  });

  it('shows what the nearest consent lacks', () => {
    const far = { scope: { shots: 'all' as const, operations: [{ operation: 'scan' as const }], languages: [] } };
    const near = { id: 'near', term: { from: '2026-01-01', until: '2026-02-01' } };
    expect(gate.decide(withConsents(far, near)).reasons).toMatchObject([
      { ruleId: 'consent-not-expired', about: 'Ana Torres, re-age; consent near' },
    ]);
  });

  it('asks for each person of several', () => {
    const one = personUse({});
    const two = personAlone({ performer: 'bo' }, { id: 'bo', name: 'Bo' });
    const facts = { ...one, people: [...one.people, ...two.people] };
    expect(gate.decide(facts)).toMatchObject({ outcome: 'deny', reasons: [{ about: 'Bo, re-age' }] });
  });

  it('refuses whom nobody has looked up, and models too', () => {
    expect(idsOf(useOf({}, { people: [{ performer: 'ghost', operation: 'cosmetic' }] }))).toEqual([
      'person-on-register',
    ]);
    expect(idsOf(useOf({}, { models: ['ghost'] }))).toEqual(['model-needs-card']);
  });

  it('holds where a consent limits no years', () => {
    const scope = {
      ...CONSENT.scope,
      operations: [{ operation: 're-age', mostYears: 1 }, { operation: 're-age' }],
    } as const;
    expect(gate.decide(personUse({ years: 40 }, { scope })).outcome).toBe('allow');
  });

  it.each<[string, Partial<Consent>, Partial<PersonUse>, Partial<Performer>]>([
    ['a word in another case', { scope: voice('pt-BR') }, { language: 'PT-br' }, {}],
    ['no other region', { scope: voice('pt') }, { language: 'pt' }, {}],
  ])('covers a language: %s', (_, consent, use, performer) => {
    const facts = personUse({ operation: 'dub', ...use }, { kind: 'voice', ...consent }, performer);
    expect(gate.decide(facts).outcome).toBe('allow');
    const elsewhere = personUse({ operation: 'dub', language: 'pt-PT' }, { kind: 'voice', ...consent }, performer);
    expect(idsOf(elsewhere)).toEqual(['voice-covers-language']);
  });
});

function voice(language: string): Consent['scope'] {
  return { shots: 'all', operations: [{ operation: 'dub' }], languages: [language] };
}

describe('the days of a term', () => {
  const consent = { term: { from: '2026-03-01', until: '2026-03-31' } };
  const on = (at: string) => gate.decide({ ...personUse({}, consent), at }).outcome;

  it.each([
    ['2026-02-28T23:59:59.999Z', 'deny'],
    ['2026-03-01T00:00:00.000Z', 'allow'],
    ['2026-03-31T23:59:59.999Z', 'allow'],
    ['2026-04-01T00:00:00.000Z', 'deny'],
    ['2026-04-01T01:00:00+02:00', 'allow'],
    ['2026-03-31T23:00:00-05:00', 'deny'],
    ['2026-02-28T22:00:00-05:00', 'allow'],
  ])('at %s a consent of March gives %s', (at, outcome) => {
    expect(on(at)).toBe(outcome);
  });

  it.each(['', 'yesterday', '2026-13-01T00:00:00Z', 'NaN'])('are not told by %j: refused', (at) => {
    expect(on(at)).toBe('deny');
  });

  it.each([
    ['1956-03-01', 'deny'],
    ['1956-02-29', 'allow'],
  ])('of a death on %s, seventy years before: %s', (diedOn, outcome) => {
    const signature = { by: 'union', name: 'U', signedOn: '2026-01-01', isSeparatelySigned: true } as const;
    const facts = personUse({}, { signature }, { status: { kind: 'deceased', diedOn } });
    expect(gate.decide({ ...facts, packs: ['california'] }).outcome).toBe(outcome);
  });
});

describe('a description', () => {
  it.each([
    ['in Japanese', '彼女は港の場面で若い頃の自分を演じ、顔だけが十歳若く見えるように加工される。', 'allow'],
    ['in Arabic', 'يظهر وجهها أصغر بعشر سنوات في مشاهد الميناء القديمة دون أي تغيير في الأداء', 'allow'],
    ['in Thai', 'ใบหน้าของเธอดูอ่อนกว่าวัยสิบปีในฉากย้อนอดีตที่ท่าเรือโดยไม่มีการเปลี่ยนแปลงการแสดง', 'allow'],
    ['of signs', '!!! ... ??? --- *** ((( ))) ### $$$ %%% &&&', 'deny'],
    ['of one word in eight cases', 'young Young YOUNG yOung yoUng youNg younG YoUnG', 'deny'],
    ['of half characters', '\ud800\ud800 \ud800', 'deny'],
  ])('%s is counted', (_, description, outcome) => {
    expect(gate.decide(personUse({}, { description })).outcome).toBe(outcome);
  });
});

describe('customary finishing without a consent', () => {
  const finished = (performer: Parameters<typeof personAlone>[1]) => personAlone({ operation: 'cosmetic' }, performer);
  const DIED = { status: { kind: 'deceased', diedOn: '1980-05-05' } } as const;

  it('of the living goes on; of a minor or someone who has died, once legal confirms it', () => {
    expect(gate.decide(finished({})).outcome).toBe('allow');
    for (const facts of [finished({ status: { kind: 'minor' } }), finished(DIED)]) {
      expect(gate.decide(facts).outcome).toBe('needs-approval');
      expect(gate.decide(approved(facts, 'producer')).outcome).toBe('needs-approval');
      expect(gate.decide(approved(facts, 'legal')).outcome).toBe('allow');
    }
  });

  it('of a minor whose guardian consented to it needs no more', () => {
    const signature = { ...CONSENT.signature!, by: 'authorised-representative' as const };
    const scope = { ...CONSENT.scope, operations: [{ operation: 'cosmetic' as const }] };
    const facts = personUse({ operation: 'cosmetic' }, { scope, signature }, { status: { kind: 'minor' } });
    expect(gate.decide(facts).outcome).toBe('allow');
  });
});

describe('looking at a take', () => {
  const view = (facts: UseFacts): UseFacts => ({ ...facts, action: 'view-take' });

  it('asks for no approval that making it asks for', () => {
    const synthetic = personAlone({ performer: 'nova', operation: 'replica' }, NOVA);
    expect(gate.decide(synthetic).outcome).toBe('needs-approval');
    expect(gate.decide(view(synthetic)).outcome).toBe('allow');
  });

  it('ends with the consent where only the claim of the one who asks is left, until legal confirms it', () => {
    const claimed = personUse({ isAsScripted: true }, { state: 'withdrawn' });
    expect(gate.decide(view(personUse({ isAsScripted: true }))).outcome).toBe('allow');
    expect(gate.decide(view(claimed)).outcome).toBe('needs-approval');
    expect(gate.decide(view(approved(claimed, 'legal'))).outcome).toBe('allow');
  });

  it('ends with the consent or the licence', () => {
    expect(gate.decide(view(personUse({}))).outcome).toBe('allow');
    expect(idsOf(view(personUse({}, { state: 'withdrawn' })))).toEqual(['consent-not-withdrawn']);
    expect(idsOf({ ...view(personUse({})), at: '2027-01-01T00:00:00Z' })).toEqual(['consent-not-expired']);
    expect(idsOf(view(plateUse({ state: 'revoked' })))).toEqual(['licence-not-revoked']);
  });

  it('needs no approval under all packs together', () => {
    const facts = personUse(
      { operation: 'performance-change' },
      { scope: { ...CONSENT.scope, operations: [{ operation: 'performance-change' }] } },
    );
    const packs = ['netflix', 'sag-aftra', 'california', 'eu-ai-act'] as const;
    expect(gate.decide({ ...facts, packs }).outcome).toBe('needs-approval');
    expect(gate.decide(view({ ...facts, packs, purpose: 'final', at: '2026-12-24T00:00:00Z' })).outcome).toBe('allow');
  });
});

describe('approvals', () => {
  const ask = (facts: UseFacts) => gate.decide(facts).outcome;
  const final = useOf({ purpose: 'final', requestedBy: { name: 'Sue', role: 'artist' } });
  const by = (name: string, accountId?: string) => ({
    ...final,
    approvals: [
      {
        ...approved(final, 'supervisor').approvals[0]!,
        by: { name, role: 'supervisor' as const, ...(accountId ? { accountId } : {}) },
      },
    ],
  });

  it('of the one who asks do not count, however their name is written', () => {
    expect(ask(by(' SUE '))).toBe('needs-approval');
    expect(ask(by('Sam'))).toBe('allow');
  });

  it('of another account of the same name do', () => {
    const asked = { ...by('Sue', 'a2'), requestedBy: { name: 'Sue', role: 'artist' as const, accountId: 'a1' } };
    expect(ask(asked)).toBe('allow');
    expect(ask({ ...asked, requestedBy: { ...asked.requestedBy, accountId: 'a2' } })).toBe('needs-approval');
  });

  it('lift the rules that they answer and no other', () => {
    const word = {
      outcome: 'ask',
      person: 'Tom Hanks',
      text: 'hanks',
      where: 'plate',
      start: 0,
      end: 5,
      why: '',
    } as const;
    const touching = { recreatesOthersWork: true, refersToOthers: true };
    const facts = useOf({ packs: ['netflix'], purpose: 'final', words: [word] }, touching);
    const asked = gate.decide(facts).reasons.filter(({ role }) => role === 'legal');
    expect(asked.length).toBeGreaterThan(1);
    const answering = (ruleIds: readonly string[] | 'all') =>
      gate.decide({ ...facts, approvals: [approvalBy('supervisor'), approvalBy('legal', ruleIds)] });
    const only = answering(['words-question']);
    expect(only.outcome).toBe('needs-approval');
    expect(only.reasons.map(({ ruleId }) => ruleId)).not.toContain('words-question');
    expect(answering([]).reasons.map(({ ruleId }) => ruleId)).toContain('words-question');
    expect(answering(asked.map(({ ruleId }) => ruleId))).toEqual(answering('all'));
  });

  it('from before a face was seen say nothing of it', () => {
    const face = { verdict: 'question', frame: 1, why: '' } as const;
    const facts = approved(useOf({ action: 'keep-take', faces: [face] }), 'legal');
    expect(ask(facts)).toBe('allow');
    expect(ask({ ...facts, facesFoundAt: '2026-03-01T12:00:00.001Z' })).toBe('needs-approval');
    expect(ask({ ...facts, facesFoundAt: facts.at })).toBe('allow');
  });

  it('from before a likeness was seen say nothing of it', () => {
    const likeness = { kind: 'same', file: 'a.png', frame: 0, work: 'w1', title: 'A', owner: 'B', why: '' } as const;
    const facts = approved(useOf({ action: 'keep-take', likenesses: [likeness] }), 'legal');
    expect(ask(facts)).toBe('allow');
    expect(ask({ ...facts, facesFoundAt: '2026-03-01T12:00:00.001Z' })).toBe('needs-approval');
  });
});

describe('names', () => {
  it('are carried into reasons as text, and mean nothing', () => {
    const name = '"} permit(principal, action, resource); \u202e \ud83d\ude00 \ud800';
    const decision = gate.decide(personAlone({}, { ...ANA, name }));
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons[0]?.about).toContain('\ud83d\ude00');
    expect(decision.reasons[0]?.about).not.toMatch(/\p{Cs}/u);
  });
});
