import { describe, expect, it } from 'vitest';
import { arrowPoints } from './arrow-points.ts';

describe('arrowPoints', () => {
  it('draws both wings of the same length as the eye sees them', () => {
    const aspect = 16 / 9;
    const [, tip, left, , right] = arrowPoints([0.2, 0.3], [0.6, 0.7], aspect) as [number, number][];
    const length = (a: [number, number], b: [number, number]) => Math.hypot(a[0] - b[0], (a[1] - b[1]) / aspect);
    expect(length(left!, tip!)).toBeCloseTo(length(right!, tip!), 10);
    expect(length(left!, tip!)).toBeGreaterThan(0.02);
  });

  it('is a dot where it has no length', () => {
    expect(arrowPoints([0.5, 0.5], [0.5, 0.5], 2)).toEqual([[0.5, 0.5]]);
  });

  it('stays inside the picture', () => {
    for (const [x, y] of arrowPoints([0.5, 0.02], [0, 0], 2)) {
      expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
    }
  });
});
