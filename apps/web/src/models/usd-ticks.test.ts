import { expect, it } from 'vitest';
import { usdTicks } from './usd-ticks.ts';

it.each([
  [110_000, [0, 50_000, 100_000, 150_000]],
  [5_000_000, [0, 2_000_000, 4_000_000, 6_000_000]],
  [4_000_000, [0, 1_000_000, 2_000_000, 3_000_000, 4_000_000]],
  [0, [0, 50, 100]],
])('holds %i under round sums', (most, ticks) => {
  expect(usdTicks(most)).toEqual(ticks);
});

it('is never more than five, and reaches the most', () => {
  for (let most = 100; most < 1e9; most *= 1.7) {
    const ticks = usdTicks(most);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
  }
});
