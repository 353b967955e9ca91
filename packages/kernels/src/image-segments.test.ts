import { describe, expect, it } from 'vitest';
import { findSegments } from './image-segments.ts';

const [widthPx, heightPx] = [120, 80];

/** A bright half plane right of the line through (x0, y0) in the direction (dx, dy), smooth over a pixel. */
function edge(x0: number, y0: number, dx: number, dy: number): Float32Array {
  const length = Math.hypot(dx, dy);
  return Float32Array.from({ length: widthPx * heightPx }, (_, at) => {
    const [x, y] = [(at % widthPx) + 0.5 - x0, Math.floor(at / widthPx) + 0.5 - y0];
    const across = (dx * y - dy * x) / length;
    return 0.3 + 0.5 * Math.min(1, Math.max(0, across + 0.5));
  });
}

describe('findSegments', () => {
  it.each([
    [20, 0, 1, 2],
    [0, 30, 3, 1],
    [60, 0, 0, 1],
    [100, 0, -1, 1.5],
  ])('finds the edge through %d, %d along %d, %d to a tenth of a pixel, brighter on its right', (x0, y0, dx, dy) => {
    const found = findSegments({ widthPx, heightPx, data: edge(x0, y0, dx, dy) }, { leastStep: 0.02, shortestPx: 20 });
    expect(found).toHaveLength(1);
    const [x1, y1, x2, y2] = found[0]!.ends;
    const off = (x: number, y: number): number => Math.abs(dx * (y - y0) - dy * (x - x0)) / Math.hypot(dx, dy);
    expect(Math.max(off(x1, y1), off(x2, y2))).toBeLessThan(0.1);
    expect((x2 - x1) * dx + (y2 - y1) * dy).toBeGreaterThan(0);
  });

  it('finds nothing in a blank picture, and no long edge in noise', () => {
    const blank = new Float32Array(widthPx * heightPx).fill(0.5);
    expect(findSegments({ widthPx, heightPx, data: blank }, { leastStep: 0.02, shortestPx: 10 })).toEqual([]);
    let state = 7;
    const noise = blank.map(() => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 2 ** 32;
    });
    expect(findSegments({ widthPx, heightPx, data: noise }, { leastStep: 0.02, shortestPx: 15 })).toEqual([]);
  });

  it('refuses data that does not fit', () => {
    expect(() =>
      findSegments({ widthPx, heightPx, data: new Float32Array(3) }, { leastStep: 0.1, shortestPx: 9 }),
    ).toThrow(/expected 9600 values/);
  });
});
