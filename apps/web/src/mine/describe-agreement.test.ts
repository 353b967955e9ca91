import type { Consent } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { describeAgreement } from './describe-agreement.ts';

const consent: Consent = {
  id: 'c1',
  production: 'night-harbour',
  performer: 'p1',
  kind: 'digital-alteration',
  description: 'Eight years younger at the wedding',
  scope: {
    shots: ['sq010/sh0010', 'sq010/sh0020', 'sq020/sh0010'],
    operations: [{ operation: 're-age', mostYears: 8 }, { operation: 'cosmetic' }],
    languages: [],
  },
  term: { from: '2026-01-01', until: '2027-12-31' },
  territory: 'world',
  cover: {},
  state: 'draft',
  createdAt: '2026-01-01T00:00:00Z',
};

describe('an agreement in words', () => {
  it('says what, where, how long and that nobody signed', () => {
    const [allowed, when, signed] = describeAgreement(consent);
    expect(allowed).toBe(
      'Allowed: re-ageing by at most 8 years and cosmetic finishing, in sq010/sh0010, sq010/sh0020 and sq020/sh0010 and nowhere else.',
    );
    expect(when).toMatch(/^From .*2026 to .*2027, anywhere in the world\.$/);
    expect(signed).toBe('Nobody has signed it yet.');
  });

  it('names countries, languages and who signed', () => {
    const scope = { ...consent.scope, shots: 'all', languages: ['en', 'pt-BR'] } as const;
    const signature = { by: 'performer', name: 'Ada Lind', signedOn: '2026-01-02', isSeparatelySigned: true } as const;
    const words = describeAgreement({ ...consent, scope, signature, territory: ['DE'] }).join(' ');
    expect(words).toContain('in all of this production.');
    expect(words).toContain('Languages: en and pt-BR.');
    expect(words).toContain('in DE.');
    expect(words).toContain('Signed by Ada Lind on');
  });
});
