import { describe, expect, it } from 'vitest';
import { daysLeft, formatCount } from './format.ts';

describe('days left', () => {
  it('count whole days, none on the last one, and less than none after it', () => {
    expect(daysLeft('2026-06-30', '2026-06-01T23:59:59Z')).toBe(29);
    expect(daysLeft('2026-06-30', '2026-06-30T23:59:59Z')).toBe(0);
    expect(daysLeft('2026-06-30', '2026-07-01T00:00:00Z')).toBe(-1);
  });
  it('are the same across a change of the clocks', () => {
    expect(daysLeft('2026-10-26', '2026-10-24T12:00:00Z')).toBe(2);
  });
});

describe('counts', () => {
  it('read as words do', () => {
    expect([0, 1, 2].map((count) => formatCount(count, 'take'))).toEqual(['no takes', '1 take', '2 takes']);
  });
});
