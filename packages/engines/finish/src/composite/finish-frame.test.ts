import { floatsToHalves, halvesToFloats } from '@backlot/kernels';
import { describe, expect, it } from 'vitest';
import type { PassesFrame } from '../frames/take-frame.ts';
import { finishFrame } from './finish-frame.ts';
import { keepHighlights } from './keep-highlights.ts';
import { matchColour } from './match-colour.ts';
import { sharpenEdges } from './sharpen-edges.ts';

const size = { widthPx: 48, heightPx: 32 };
const count = size.widthPx * size.heightPx;
const fill = (colour: readonly [number, number, number]): Float32Array =>
  Float32Array.from({ length: count * 3 }, (_, i) => colour[i % 3] ?? 0);

/** The right half is covered, with a column of half coverage at 24. */
const passes: PassesFrame = {
  ...size,
  coverage: Float32Array.from({ length: count }, (_, i) => Math.min(1, Math.max(0, (i % 48) - 23.5))),
  depthM: new Float32Array(count),
  normal: new Float32Array(count * 3),
  motionPx: new Float32Array(count * 2),
  ids: new Uint32Array(count),
  dust: new Float32Array(count),
};

describe('finishFrame', () => {
  it('keeps the bits of whatever lies outside of the mask, grain or not', () => {
    const rgb = halvesToFloats(
      floatsToHalves(Float32Array.from({ length: count * 3 }, (_, i) => ((i * 37) % 101) / 60 - 0.1)),
    );
    const mask = Float32Array.from({ length: count }, (_, i) => (i % 48 > 30 ? 0.7 : 0));
    const grain = {
      sigmaByBin: [[0.1, 0.1, 0.1]],
      lag1: { horizontal: 0.3, vertical: 0.3 },
      betweenChannels: 0.4,
    } as const;
    const answer = { colourMatch: 1, sharpenEdges: true, keepHighlights: true, grain: true };
    const rules = { answer, grain, seed: 3, enlargement: 2 };
    const composite = { ...size, rgb, type: 'half' } as const;
    const { rgb: finished, halves } = finishFrame({ composite, passes, mask, answer: fill([0.4, 0.5, 0.6]) }, rules, 5);
    const stored = halvesToFloats(halves ?? new Uint16Array());
    let inside = 0;
    for (let i = 0; i < finished.length; i++) {
      if (mask[Math.floor(i / 3)] === 0) expect(Object.is(stored[i], rgb[i])).toBe(true);
      else if (stored[i] !== rgb[i]) inside += 1;
    }
    expect(inside).toBeGreaterThan(1000);
  });
});

describe('keepHighlights', () => {
  it('gives a clipped answer the luminance that our render has beyond the display', () => {
    const answer = Float32Array.of(1, 1, 1, 0.4, 0.4, 0.4, 1, 1, 1);
    keepHighlights(answer, Float32Array.of(6, 6, 6, 6, 6, 6, 0.9, 0.9, 0.9));
    expect(answer[0]).toBeCloseTo(6, 5);
    // What the model made dark stays dark, and so does what was never bright.
    expect([...answer.slice(3)]).toEqual([...Float32Array.of(0.4, 0.4, 0.4), 1, 1, 1]);
  });
});

describe('matchColour', () => {
  it('draws the mean colour to ours inside the mask and leaves detail', () => {
    const answer = fill([0.2, 0.4, 0.3]);
    for (let i = 0; i < answer.length; i++) if (Math.floor(i / 3) % 2) answer[i] = (answer[i] ?? 0) * 1.2;
    matchColour(answer, fill([0.4, 0.3, 0.3]), { mask: new Float32Array(count).fill(1), size, strength: 1 });
    const middle = (16 * 48 + 24) * 3;
    expect(((answer[middle] ?? 0) + (answer[middle + 3] ?? 0)) / 2).toBeCloseTo(0.4, 2);
    expect((answer[middle + 3] ?? 0) / (answer[middle] ?? 1)).toBeCloseTo(1.2, 3);
  });
});

describe('sharpenEdges', () => {
  it('lays a smeared silhouette anew with our alpha', () => {
    const answer = Float32Array.from({ length: count * 3 }, (_, i) => {
      const distance = (Math.floor(i / 3) % 48) - 24;
      return 0.1 + 0.8 * Math.min(1, Math.max(0, (distance + 2.5) / 5));
    });
    const before = answer.slice();
    sharpenEdges(answer, passes, new Float32Array(count).fill(1), 4);
    const row = 16 * 48;
    const valueAt = (x: number, from = answer): number => from[(row + x) * 3] ?? 0;
    expect(valueAt(25) - valueAt(23)).toBeGreaterThan(0.65);
    expect(valueAt(25, before) - valueAt(23, before)).toBeLessThan(0.4);
    expect(Math.abs(valueAt(24) - (valueAt(23) + valueAt(25)) / 2)).toBeLessThan(0.1);
    expect(valueAt(10)).toBe(valueAt(10, before));
  });

  it('leaves an edge that dust hides', () => {
    const answer = fill([0.5, 0.5, 0.5]);
    answer.fill(0.9, 0, 300);
    const dusty = { ...passes, dust: new Float32Array(count).fill(40) };
    const before = answer.slice();
    sharpenEdges(answer, dusty, new Float32Array(count).fill(1), 4);
    expect(answer).toEqual(before);
  });
});
