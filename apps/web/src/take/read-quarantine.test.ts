import { describe, expect, it } from 'vitest';
import { readQuarantine } from './read-quarantine.ts';

describe('the ledger’s word on a quarantine', () => {
  it('names the right and who took it back', () => {
    const body = { because: 'consent c-17 was withdrawn', by: { name: 'Ada Lind', role: 'performer' } };
    expect(readQuarantine(body)).toMatchObject({ right: { kind: 'consent', id: 'c-17' }, by: 'Ada Lind' });
    expect(readQuarantine({ because: 'licence l2 was revoked' }).right).toEqual({ kind: 'licence', id: 'l2' });
  });

  it('is given in its own words where it says something else, or nothing', () => {
    expect(readQuarantine({ because: 'the court said so' })).toMatchObject({ because: 'the court said so' });
    expect(readQuarantine({ because: 'the court said so' }).right).toBeUndefined();
    expect(readQuarantine(null).because).toMatch(/withdrawn/);
  });
});
