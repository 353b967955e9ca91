import { describe, expect, it } from 'vitest';
import { bestStanding, inReadingOrder } from './best-standing.ts';

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

describe('the order of consents', () => {
  it('puts what is in force first and the newest of each kind before older ones', () => {
    const consents = [
      { standing: 'withdrawn', createdAt: '2026-01-05' },
      { standing: 'granted', createdAt: '2026-01-01' },
      { standing: 'draft', createdAt: '2026-01-04' },
      { standing: 'granted', createdAt: '2026-01-02' },
    ] as const;
    const order = inReadingOrder(consents).map(({ createdAt }) => createdAt);
    expect(order).toEqual(['2026-01-02', '2026-01-01', '2026-01-04', '2026-01-05']);
  });
});
