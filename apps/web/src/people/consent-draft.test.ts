import { type ConsentRequest, consentRequestSchema } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { draftOfConsent, hoursOfNotice, problemsOfConsent, requestOfConsent } from './consent-draft.ts';

const said: ConsentRequest = {
  performer: 'p1',
  kind: 'employment-based-replica',
  description: 'Made eight years younger in the wedding scene, face only.',
  scope: {
    shots: ['sq010/sh0010', 'sq010/sh0020'],
    operations: [{ operation: 're-age', mostYears: 8 }, { operation: 'dub' }],
    languages: ['en', 'pt-BR'],
  },
  term: { from: '2026-01-01', until: '2027-12-31' },
  territory: ['DE', 'US'],
  signature: { by: 'performer', name: 'Ada Lind', signedOn: '2026-01-02', isSeparatelySigned: true },
  cover: { counsel: 'Reed & Partners' },
  scanning: { noticeGivenAt: '2026-01-03T09:00:00.000Z', startsAt: '2026-01-05T10:30:00.000Z' },
};
const ADA = { by: 'performer', name: 'Ada Lind' } as const;
const blank = draftOfConsent(undefined, ADA, '2026-05-01');

describe('the form of a consent', () => {
  it('gives back what an earlier consent says, in any time zone', () => {
    expect(requestOfConsent(draftOfConsent(said, ADA, '2026-05-01'), 'p1')).toEqual(said);
  });

  it('asks for what makes a consent, and for nothing that a draft can do without', () => {
    expect([...problemsOfConsent(blank).keys()]).toEqual(['description', 'scope.operations', 'term.until']);
    const filled = { ...blank, description: 'Noise taken out', operations: ['cosmetic'] as const, until: '2026-06-01' };
    const unsigned = { ...filled, isSigned: false };
    expect(problemsOfConsent(unsigned).size).toBe(0);
    expect(consentRequestSchema.parse(requestOfConsent(unsigned, 'p1')).signature).toBeUndefined();
  });

  it('refuses a last day before the first, and chosen shots without a shot', () => {
    const draft = { ...blank, until: '2026-04-01', isForAllShots: false };
    expect(problemsOfConsent(draft).get('term.until')).toMatch(/before the first/);
    expect(problemsOfConsent(draft).has('scope.shots')).toBe(true);
    expect(problemsOfConsent({ ...draft, otherShots: 'sq090/sh0010' }).has('scope.shots')).toBe(false);
  });

  it('says of codes that cannot be read what they look like', () => {
    const good = draftOfConsent(said, ADA, '2026-05-01');
    expect(problemsOfConsent(good).size).toBe(0);
    const bad = { ...good, languages: 'english!', otherShots: 'harbour', mostYears: '400', countries: 'Germany' };
    expect([...problemsOfConsent(bad)].sort()).toEqual([
      ['scope.languages', 'Not a language code. Write them like en or pt-BR.'],
      ['scope.operations', 'Years are whole numbers from 1 to 100.'],
      ['scope.shots', 'Not a shot. Write them like sq010/sh0040.'],
      ['territory', 'Not a country. Write their two letters, like US or DE.'],
    ]);
  });

  it('sends languages only where somebody speaks, and years only for re-ageing', () => {
    const draft = { ...blank, description: 'x', languages: 'en', mostYears: '8', until: '2026-06-01' };
    const { scope } = requestOfConsent({ ...draft, operations: ['cosmetic'] }, 'p1');
    expect(scope).toEqual({ shots: 'all', operations: [{ operation: 'cosmetic' }], languages: [] });
  });

  it('tells the hours of notice before a scan', () => {
    expect(hoursOfNotice(draftOfConsent(said, ADA, '2026-05-01'))).toBe(49);
    expect(hoursOfNotice(blank)).toBeUndefined();
  });
});
