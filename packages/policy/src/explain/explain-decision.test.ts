import { describe, expect, it } from 'vitest';
import { createJudge } from '../judge-use.ts';
import { readPolicyFiles } from '../policy-files.ts';
import { createPolicyGate } from '../policy-gate.ts';
import { createRuleSets } from '../rule-sets.ts';
import { ANA, approved, modelUse, NOVA, personAlone, personUse, plateUse, useOf } from '../testing/sample-use.ts';
import type { UseFacts } from '../use-facts.ts';
import { explainDecision } from './explain-decision.ts';

const gate = createPolicyGate();

function waysToAllow(facts: UseFacts): string[][] {
  return gate
    .explain(facts)
    .whatIf.filter(({ outcome }) => outcome === 'allow')
    .map(({ changes }) => [...changes]);
}

describe('an explanation of a person without consent', () => {
  it('names the consent that would cover the use, by whom, and going without them', () => {
    expect(waysToAllow(personAlone({ years: 12 }))).toEqual([
      [
        'Record and grant a digital-alteration consent of Ana Torres that covers re-age by 12 years in sq010/sh0040, signed by them',
      ],
      ['Make it without Ana Torres'],
    ]);
  });

  it('proposes as many years as were agreed', () => {
    expect(waysToAllow(personUse({ years: 12 }))).toContainEqual(['Lower the years of Ana Torres from 12 to 10']);
  });

  it('asks the estate after death, and the guardian of a minor', () => {
    for (const status of [{ kind: 'deceased', diedOn: '2000-01-01' }, { kind: 'minor' }] as const) {
      const [first] = waysToAllow(personAlone({ operation: 'replica' }, { status }));
      expect(first?.[0]).toMatch(/signed by their authorised representative$/);
    }
  });

  it('registers whom nobody knows', () => {
    const stranger = {
      ...personAlone({}),
      people: [{ use: { performer: 'bo', operation: 'scan' as const }, consents: [] }],
    };
    expect(waysToAllow(stranger)[0]?.[0]).toMatch(
      /^Register performer "bo", then record and grant an employment-based/,
    );
  });

  it('says what a synthetic performer lacks', () => {
    const bare = personAlone(
      { performer: 'nova', operation: 'replica' },
      { ...ANA, id: 'nova', name: 'Nova', status: { kind: 'synthetic' } },
    );
    expect(waysToAllow(bare)).toContainEqual([
      'For Nova: record the union notice, have it compared with the performers on file',
      'Get the approval of this use by: producer',
    ]);
    const sound = personAlone({ performer: 'nova', operation: 'replica' }, NOVA);
    expect(waysToAllow(sound)[0]).toEqual(['Get the approval of this use by: producer']);
  });

  it('covers the languages that were agreed', () => {
    const scope = { shots: 'all', operations: [{ operation: 'dub' }], languages: ['de', 'fr'] } as const;
    const dubbed = personUse({ operation: 'dub', language: 'ja' }, { kind: 'voice', scope });
    expect(waysToAllow(dubbed)).toContainEqual(['Make the voice of Ana Torres speak de']);
  });
});

describe('an explanation', () => {
  it('speaks of models, licences and words', () => {
    expect(waysToAllow(useOf({ models: [{ id: 'm9' }] }, { models: ['m9'] })).map(String)).toEqual([
      expect.stringMatching(/^Register the card of a model for "m9"/),
      'Make it without the model "m9"',
    ]);
    expect(waysToAllow(plateUse({ state: 'revoked' }))).toEqual([
      ['Get a new licence for plate "plate.png" that is in force and allows: plate, delivery'],
    ]);
    const word = { outcome: 'ask', where: 'prompt', text: 'Jo', start: 0, end: 2, person: 'Jo', why: '' } as const;
    expect(waysToAllow(useOf({ words: [word, word] }))).toEqual([
      ['Take "Jo" out of the words'],
      ['Get the approval of this use by: legal'],
    ]);
  });

  it('names the pack that is in the way, last', () => {
    const facts: UseFacts = { ...modelUse({ retainsInputs: true }), packs: ['netflix'] };
    expect(waysToAllow(facts).at(-1)).toEqual(['Make it in a production that is not under the pack netflix']);
  });

  it('proposes an answer only where it is open, and a change where it is yes', () => {
    const open: UseFacts = { ...useOf({ purpose: 'temp' }), packs: ['netflix'] };
    const { recreatesOthersWork: _, ...rest } = open.declared;
    expect(waysToAllow({ ...open, declared: rest })).toContainEqual([
      'Answer "no" to recreatesOthersWork, if the result recreates no work that the production does not own',
    ]);
    expect(waysToAllow({ ...open, declared: { ...rest, recreatesOthersWork: true } })).toContainEqual([
      'Change it so that the result recreates no work that the production does not own',
    ]);
  });

  it('asks somebody else where the one who asks holds the role', () => {
    const own = useOf({ purpose: 'final', requestedBy: { name: 'the supervisor', role: 'supervisor' } });
    expect(waysToAllow(approved(own, 'supervisor'))[0]).toEqual([
      'Get the approval of this use by: supervisor (another than the one who asks)',
    ]);
  });

  it('finds a way where more than three things are in the way', () => {
    const people = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      use: { performer: id, operation: 're-age' as const },
      performer: { ...ANA, id, name: id.toUpperCase() },
      consents: [],
    }));
    const [way, ...others] = waysToAllow({ ...useOf(), purpose: 'final', people });
    expect(others).toEqual([]);
    expect(way).toHaveLength(6);
    expect(way?.at(-1)).toBe('Get the approval of this use by: supervisor');
  });

  it('proposes nothing that does not change the answer, and nothing needless', () => {
    for (const { changes } of gate.explain(personAlone({})).whatIf) expect(changes).toHaveLength(1);
    expect(gate.explain({ ...useOf(), action: 'nonsense' as UseFacts['action'] }).whatIf).toEqual([]);
  });

  it('tries a bounded number of changes, however much is in the way', () => {
    const people = Array.from({ length: 50 }, (_, at) => ({
      use: { performer: `p${at}`, operation: 're-age' as const },
      performer: { ...ANA, id: `p${at}` },
      consents: [],
    }));
    const models = Array.from({ length: 50 }, (_, at) => ({ id: `m${at}` }));
    const facts: UseFacts = { ...useOf(), people, models, packs: ['netflix', 'sag-aftra'] };
    const ruleSetOf = createRuleSets('explain-test', gate.rules, readPolicyFiles().schema);
    const judge = createJudge();
    let judged = 0;
    explainDecision(facts, gate.rules, (changed) => {
      judged += 1;
      return judge(ruleSetOf(changed.packs), changed);
    });
    expect(judged).toBeGreaterThan(5);
    expect(judged).toBeLessThan(50);
  });
});
