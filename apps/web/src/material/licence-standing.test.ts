import { describe, expect, it } from 'vitest';
import { standingOfLicence } from './licence-standing.ts';

describe('how a licence stands', () => {
  const licence = { state: 'in-force', expiresOn: '2026-06-30' } as const;
  it('holds through its last day and not a day longer', () => {
    expect(standingOfLicence(licence, '2026-06-30T23:59:59Z')).toBe('in-force');
    expect(standingOfLicence(licence, '2026-07-01T00:00:00Z')).toBe('expired');
  });
  it('is revoked even where it would have run out', () => {
    expect(standingOfLicence({ ...licence, state: 'revoked' }, '2027-01-01T00:00:00Z')).toBe('revoked');
  });
  it('does not end by itself where it names no day', () => {
    expect(standingOfLicence({ state: 'in-force' }, '2099-01-01T00:00:00Z')).toBe('in-force');
  });
});
