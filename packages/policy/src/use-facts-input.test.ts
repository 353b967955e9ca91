import { readdirSync, readFileSync } from 'node:fs';
import type { Decision } from '@backlot/film';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPolicyGate } from './policy-gate.ts';
import { parseUseFacts } from './use-facts-input.ts';

const NOW = '2026-03-01T12:00:00Z';
const EXAMPLES = new URL('../../../examples/policy-uses/', import.meta.url);
const gate = createPolicyGate();

const read = (value: unknown) => parseUseFacts(value, NOW, 'use.json');

describe('a use file', () => {
  it('may be empty: an ideation take of nobody', () => {
    expect(read({})).toMatchObject({
      action: 'make-take',
      purpose: 'ideation',
      at: '2026-03-01T12:00:00.000Z',
      packs: [],
    });
    expect(gate.decide(read({})).outcome).toBe('allow');
  });

  it('joins people, models and licences with the registers that it brings', () => {
    const facts = read({
      use: { people: [{ performer: 'ana', operation: 'scan' }], models: ['m1', 'm2'] },
      inputs: [{ name: 'p.png', licenceId: 'l1' }],
      performers: [{ id: 'ana', name: 'Ana', status: { kind: 'living' } }],
      licences: [{ id: 'l1', title: 'L', owner: 'O', terms: 'T', allowedUses: ['plate'] }],
    });
    expect(facts.people).toMatchObject([{ use: { performer: 'ana' }, performer: { name: 'Ana' }, consents: [] }]);
    expect(facts.models).toEqual([{ id: 'm1' }, { id: 'm2' }]);
    expect(facts.inputs).toMatchObject([
      { role: 'plate', licence: { owner: 'O', id: 'l1' }, registered: { id: 'l1' } },
    ]);
  });

  it('counts its approvals as of this use', () => {
    const final = { purpose: 'final', approvals: [{ name: 'Sue', role: 'supervisor' }] };
    expect(gate.decide(read(final)).outcome).toBe('allow');
    expect(gate.decide(read({ ...final, askedBy: { name: 'Sue', role: 'artist' } })).outcome).toBe('needs-approval');
  });

  it('reads an instant with any offset', () => {
    expect(read({ at: '2026-03-01T23:30:00-05:00' }).at).toBe('2026-03-02T04:30:00.000Z');
  });

  it.each([
    ['an unknown key', { purpos: 'final' }, /purpos: unknown field, got "final"/],
    ['an unknown pack', { packs: ['hbo'] }, /packs\[0\]: .*got "hbo"/],
    [
      'an unknown key deep inside',
      { use: { people: [{ performer: 'a', operation: 'scan', yaers: 1 }] } },
      /use\.people\[0\]\.yaers/,
    ],
    ['a shot that is none', { shot: 'sh1' }, /shot/],
    ['no object', [], /the whole document/],
    ['nothing', null, /the whole document/],
    ['an instant without a zone', { at: '2026-03-01T12:00:00' }, /at: /],
  ])('is refused with %s, by its path', (_, value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ code: 'USE_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('of any content is read or refused, never anything else', () => {
    const keys = [
      'at',
      'use',
      'people',
      'packs',
      'consents',
      'performers',
      'inputs',
      'words',
      '__proto__',
      'approvals',
    ];
    const value = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()));
    fc.assert(
      fc.property(value, (content) => {
        try {
          gate.decide(read(content));
        } catch (error) {
          expect(error).toMatchObject({ code: 'USE_INVALID' });
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

const OUTCOMES: Readonly<Record<string, readonly [Decision['outcome'], ...string[]]>> = {
  'background-signage': ['needs-approval', 'netflix-principle-4'],
  'deceased-actor': ['deny', 'ab-1836-estate-consents', 'deceased-union-only-without-representative'],
  'ideation-moodboard': ['allow', 'ideation-allowed', 'netflix-matrix-ideation'],
  're-age-beyond-the-years': ['deny', 're-age-within-years'],
  're-age-with-consent': ['allow', 'ideation-allowed', 'person-with-consent'],
  're-age-without-consent': ['deny', 'person-needs-consent'],
  'synthetic-performer': ['needs-approval', 'sag-2026-synthetic-in-human-role', 'synthetic-needs-producer'],
  'undeclared-model': ['deny', 'model-needs-card'],
  'words-question': ['needs-approval', 'words-question'],
};

describe('the example uses', () => {
  const names = readdirSync(EXAMPLES).flatMap((name) =>
    name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : [],
  );

  it('are all listed with their outcome, and named in their README', () => {
    expect(names.filter((name) => name !== 'package').sort()).toEqual(Object.keys(OUTCOMES).sort());
    const readme = readFileSync(new URL('README.md', EXAMPLES), 'utf8');
    for (const name of Object.keys(OUTCOMES)) expect(readme).toContain(`${name}.json`);
  });

  it.each(Object.entries(OUTCOMES))('%s comes out as its README says', (name, [outcome, ...rules]) => {
    const decision = gate.decide(read(JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), 'utf8'))));
    expect(decision.reasons.map(({ ruleId }) => ruleId)).toEqual(rules);
    expect(decision.outcome).toBe(outcome);
  });
});
