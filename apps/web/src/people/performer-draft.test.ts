import { type Performer, performerRequestSchema } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { draftOfPerformer, missingOfPerformer, requestOfPerformer } from './performer-draft.ts';

const blank = draftOfPerformer(undefined);

describe('the form of a performer', () => {
  it('gives back what the register says, for every status', () => {
    const statuses: Performer['status'][] = [
      { kind: 'living' },
      { kind: 'deceased', diedOn: '1987-03-04' },
      { kind: 'minor', bornOn: '2015-05-02' },
      { kind: 'synthetic', unionNotice: { to: 'SAG-AFTRA', sentOn: '2026-09-01' } },
    ];
    for (const status of statuses) {
      const said = {
        name: 'Ada Lind',
        aliases: ['A. Lind'],
        characters: ['Mara'],
        status,
        representative: { name: 'Bo Agency', role: 'agent' as const, email: 'bo@example.org' },
        union: 'SAG-AFTRA',
      };
      const kept = { ...said, id: 'p1', production: 'x', referenceCount: 2, createdAt: '2026-01-01T00:00:00Z' };
      expect(requestOfPerformer(draftOfPerformer(kept))).toEqual(said);
    }
  });

  it('sends nothing that the studio would refuse once nothing is missing', () => {
    const draft = { ...blank, name: ' Ada ', kind: 'deceased' as const, diedOn: '1987-03-04', aliases: '\n A \n' };
    expect(missingOfPerformer(draft).size).toBe(0);
    expect(performerRequestSchema.parse(requestOfPerformer(draft))).toMatchObject({ name: 'Ada', aliases: ['A'] });
  });

  it('asks for the name, the day of death, and both halves of a notice', () => {
    expect([...missingOfPerformer({ ...blank, kind: 'deceased' }).keys()]).toEqual(['name', 'status.diedOn']);
    const notice = { ...blank, name: 'Nova', kind: 'synthetic' as const, noticeTo: 'SAG-AFTRA' };
    expect([...missingOfPerformer(notice).keys()]).toEqual(['status.unionNotice.sentOn']);
  });
});
