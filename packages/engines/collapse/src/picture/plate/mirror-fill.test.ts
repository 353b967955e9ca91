import { describe, expect, it } from 'vitest';
import { fillByMirror } from './mirror-fill.ts';

const widthPx = 64;
const heightPx = 32;

function paint(colour: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: widthPx * heightPx * 3 }, (_, at) => {
    const pixel = (at - (at % 3)) / 3;
    return colour(pixel % widthPx, Math.floor(pixel / widthPx));
  });
}

const hole = new Uint32Array(widthPx * heightPx);
for (let y = 8; y < 28; y++) hole.fill(1, y * widthPx + 24, y * widthPx + 40);

describe('fillByMirror', () => {
  it('carries level bands such as street and sky through the hole', () => {
    const bands = paint((_, y) => (y < 16 ? 0.8 : 0.2));
    const holed = bands.map((value, at) => (hole[(at - (at % 3)) / 3] ? 9 : value));
    const filled = fillByMirror({ widthPx, heightPx, data: holed }, hole);
    expect(Math.max(...filled.map((value, at) => Math.abs(value - (bands[at] ?? 0))))).toBeLessThan(0.02);
  });

  it('leaves all outside the hole bit for bit', () => {
    const noise = paint((x, y) => Math.fround(((x * 31 + y * 17) % 23) / 23));
    const filled = fillByMirror({ widthPx, heightPx, data: noise }, hole);
    expect(filled.every((value, at) => hole[(at - (at % 3)) / 3] || value === noise[at])).toBe(true);
  });

  it('keeps the detail of what stands beside the hole', () => {
    const stripes = paint((x) => (x % 4 < 2 ? 0.3 : 0.6));
    const filled = fillByMirror({ widthPx, heightPx, data: stripes }, hole);
    const row = Array.from({ length: 6 }, (_, step) => filled[(16 * widthPx + 25 + step) * 3] ?? 0);
    expect(Math.max(...row) - Math.min(...row)).toBeGreaterThan(0.2);
  });
});
