import { describe, expect, it } from 'vitest';
import { changesOfBudget, problemsOfBudget, writeBudget } from './budget-draft.ts';

const TERMS = {
  isOffline: true,
  budgetUsdMicros: 25_000_000,
  shotBudgetsUsdMicros: { 'sq010/sh0040': 5_500_000, 'sq010/sh0010': 0 },
};

describe('the form of a budget', () => {
  it('opens with the limits that stand, by shot', () => {
    expect(writeBudget(TERMS)).toMatchObject({ production: '25', shots: [{ dollars: '0' }, { dollars: '5.50' }] });
  });

  it('changes only what somebody has changed, and never whether the production is offline', () => {
    const draft = writeBudget(TERMS);
    expect(changesOfBudget(draft, TERMS)).toEqual({});
    expect(changesOfBudget({ ...draft, production: '30' }, TERMS)).toEqual({ budgetUsdMicros: 30_000_000 });
    const [free, other] = draft.shots;
    const shots = [{ ...free!, dollars: '1' }, other!, { key: 'k', shot: ' sq010/sh0050 ', dollars: '2' }];
    expect(changesOfBudget({ ...draft, shots }, TERMS)).toEqual({
      shotBudgetsUsdMicros: { 'sq010/sh0010': 1_000_000, 'sq010/sh0050': 2_000_000 },
    });
  });

  it('lifts a limit where nothing is written any more', () => {
    expect(changesOfBudget({ production: ' ', shots: [] }, TERMS)).toEqual({
      budgetUsdMicros: null,
      shotBudgetsUsdMicros: { 'sq010/sh0040': null, 'sq010/sh0010': null },
    });
  });

  it('says what is no money, no shot, and a shot twice', () => {
    const limit = { key: 'k', shot: 'sq010/sh0040', dollars: '5' };
    const shots = [limit, { ...limit, shot: 'harbour' }, { ...limit, dollars: 'five' }];
    expect([...problemsOfBudget({ production: 'a lot', shots }).keys()]).toEqual([
      'production',
      'shots.1.shot',
      'shots.2.shot',
      'shots.2.dollars',
    ]);
  });
});
