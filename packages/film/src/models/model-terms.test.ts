import { describe, expect, it } from 'vitest';
import { changeModelTerms } from './model-terms.ts';

const TERMS = { isOffline: true, budgetUsdMicros: 9, shotBudgetsUsdMicros: { 'sq010/sh0040': 5, 'sq010/sh0050': 6 } };

describe('a change of the terms of models', () => {
  it('leaves what it does not name', () => {
    expect(changeModelTerms(TERMS, {})).toEqual(TERMS);
    expect(changeModelTerms(TERMS, { isOffline: false })).toEqual({ ...TERMS, isOffline: false });
    expect(changeModelTerms(TERMS, { budgetUsdMicros: 0 })).toEqual({ ...TERMS, budgetUsdMicros: 0 });
  });

  it('sets and lifts limits one by one', () => {
    const change = { shotBudgetsUsdMicros: { 'sq010/sh0040': null, 'sq010/sh0060': 7, 'sq010/sh0070': null } };
    expect(changeModelTerms(TERMS, change)).toEqual({
      ...TERMS,
      shotBudgetsUsdMicros: { 'sq010/sh0050': 6, 'sq010/sh0060': 7 },
    });
    const { budgetUsdMicros: _, ...unlimited } = TERMS;
    expect(changeModelTerms(TERMS, { budgetUsdMicros: null })).toEqual(unlimited);
  });
});
