import { describe, expect, it } from 'vitest';
import { bestStanding } from './best-standing.ts';

describe('how a performer stands', () => {
  it('is by a consent in force, whatever else was withdrawn', () => {
    expect(bestStanding(['withdrawn', 'draft', 'granted'])).toBe('granted');
  });
  it('tells of a withdrawal before one that has merely run out', () => {
    expect(bestStanding(['expired', 'withdrawn'])).toBe('withdrawn');
  });
  it('is nothing without a consent', () => {
    expect(bestStanding([])).toBe('none');
  });
});
