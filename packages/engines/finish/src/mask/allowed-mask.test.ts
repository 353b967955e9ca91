import { describe, expect, it } from 'vitest';
import type { CompositeFrame, PassesFrame } from '../frames/take-frame.ts';
import { makeAllowedMask } from './allowed-mask.ts';
import { growMask } from './grow-mask.ts';

const size = { widthPx: 64, heightPx: 48 };
const count = size.widthPx * size.heightPx;
const at = (x: number, y: number): number => y * 64 + x;
const paint = (valueAt: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: count }, (_, pixel) => valueAt(pixel % 64, Math.floor(pixel / 64)));

/** A block of object 4 at 20..39 × 12..31, with an edge column of half coverage; dust of all depths to its right. */
const passes: PassesFrame = {
  ...size,
  coverage: paint((x, y) => (y < 12 || y > 31 ? 0 : x === 19 ? 0.5 : x > 19 && x < 40 ? 1 : 0)),
  depthM: new Float32Array(count),
  normal: new Float32Array(count * 3),
  motionPx: new Float32Array(count * 2),
  ids: Uint32Array.from({ length: count }, (_, p) =>
    p % 64 > 19 && p % 64 < 40 && p >= 12 * 64 && p < 32 * 64 ? 4 : 9,
  ),
  dust: paint((x, y) => (x >= 50 && y > 20 ? (x - 50) / 10 : 0)),
};
const picture = (rgb: Float32Array): CompositeFrame => ({ ...size, rgb, type: 'half' });
const first = picture(new Float32Array(count * 3).fill(0.2));
const sources = { passes, composite: first, first, seen: { xPx: 0, yPx: 0, ...size } };
const settings = { growPx: 0, featherPx: 0, objects: 'all', dust: true } as const;

describe('makeAllowedMask', () => {
  it('is our own coverage where nothing is grown or faded, dust included', () => {
    const mask = makeAllowedMask(sources, settings);
    expect([18, 19, 20, 39, 40].map((x) => mask[at(x, 20)])).toEqual([0, 0.5, 1, 1, 0]);
    expect(mask[at(60, 30)]).toBeCloseTo(1 - Math.exp(-1), 2);
    expect(makeAllowedMask(sources, { ...settings, dust: false })[at(60, 30)]).toBe(0);
  });

  it('takes objects by their ids, edges with them', () => {
    const chosen = makeAllowedMask(sources, { ...settings, objects: [4], dust: false });
    expect([19, 25].map((x) => chosen[at(x, 20)])).toEqual([0.5, 1]);
    const other = makeAllowedMask(sources, { ...settings, objects: [5], dust: false });
    expect(other.every((value) => value === 0)).toBe(true);
  });

  it('leaves what is as it was in the first frame, if asked to', () => {
    const rgb = first.rgb.slice();
    rgb[at(30, 20) * 3 + 1] = 0.7;
    const mask = makeAllowedMask(
      { ...sources, composite: picture(rgb) },
      { ...settings, objects: 'changed', dust: false },
    );
    expect([29, 30].map((x) => mask[at(x, 20)])).toEqual([0, 1]);
  });

  it('never reaches beyond what is grown, and fades inside that', () => {
    const mask = makeAllowedMask(sources, { ...settings, dust: false, growPx: 5, featherPx: 4 });
    expect(mask[at(40 + 5, 20)]).toBe(0);
    const across = Array.from({ length: 12 }, (_, step) => mask[at(44 - step, 20)] ?? 0);
    expect(across).toEqual([...across].sort((a, b) => a - b));
    expect(across[0]).toBeLessThan(0.4);
    expect(across.at(-1)).toBe(1);
    // Round at corners.
    expect(mask[at(39 + 5, 31 + 5)]).toBe(0);
  });

  it('keeps within what a person drew and what the model sees', () => {
    const own = paint((x) => (x < 30 ? 1 : 0));
    const drawn = makeAllowedMask({ ...sources, own }, settings);
    expect([29, 30].map((x) => drawn[at(x, 20)])).toEqual([1, 0]);
    const seen = { xPx: 24, yPx: 0, widthPx: 20, heightPx: 48 };
    const cropped = makeAllowedMask({ ...sources, seen }, settings);
    expect([23, 24].map((x) => cropped[at(x, 20)])).toEqual([0, 1]);
  });
});

describe('growMask', () => {
  it('takes the largest value within a disc, as slow search does', () => {
    const mask = paint((x, y) => ((x * 31 + y * 17) % 97 < 3 ? ((x + y) % 7) / 7 : 0));
    const grown = growMask(mask, size, 6);
    for (const [x, y] of [
      [0, 0],
      [63, 47],
      [30, 20],
      [5, 40],
      [44, 3],
    ] as const) {
      let most = 0;
      for (let dy = -6; dy <= 6; dy++) {
        for (let dx = -6; dx <= 6; dx++) {
          const [px, py] = [x + dx, y + dy];
          if (dx * dx + dy * dy > 36 || px < 0 || py < 0 || px > 63 || py > 47) continue;
          most = Math.max(most, mask[at(px, py)] ?? 0);
        }
      }
      expect(grown[at(x, y)]).toBe(most);
    }
  });
});
