import { describe, expect, it } from 'vitest';
import { problemsOfBudget, readBudget, writeBudget } from './budget-draft.ts';

const TERMS = {
  isOffline: true,
  budgetUsdMicros: 25_000_000,
  shotBudgetsUsdMicros: { 'sq010/sh0040': 5_500_000, 'sq010/sh0010': 0 },
};

describe('the form of a budget', () => {
  it('gives back the terms that it was opened with', () => {
    expect(readBudget(writeBudget(TERMS), TERMS)).toEqual(TERMS);
    expect(writeBudget(TERMS).shots.map(({ dollars }) => dollars)).toEqual(['0', '5.50']);
  });

  it('sets no limit where nothing is written', () => {
    expect(readBudget({ production: ' ', shots: [] }, TERMS)).toEqual({ isOffline: true, shotBudgetsUsdMicros: {} });
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
