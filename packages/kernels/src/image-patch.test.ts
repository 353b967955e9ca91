import { describe, expect, it } from 'vitest';
import type { FloatRaster } from './image.ts';
import { fillByPatches } from './image-patch.ts';
import { patchKind } from './patch-kind.ts';

const [widthPx, heightPx] = [160, 96];
const count = widthPx * heightPx;

function paint(colour: (x: number, y: number) => number): FloatRaster {
  const data = Float32Array.from({ length: count * 3 }, (_, at) => {
    const pixel = (at - (at % 3)) / 3;
    return colour(pixel % widthPx, Math.floor(pixel / widthPx)) * (1 - 0.1 * (at % 3));
  });
  return { widthPx, heightPx, channels: 3, data };
}

function kindsWith(change: (x: number, y: number) => number | undefined): Uint8Array {
  return Uint8Array.from({ length: count }, (_, pixel) => {
    const [x, y] = [pixel % widthPx, Math.floor(pixel / widthPx)];
    return change(x, y) ?? (isHole(x, y) ? patchKind.hole : patchKind.source);
  });
}

const isHole = (x: number, y: number): boolean => x >= 60 && x < 110 && y >= 30 && y < 70;
const windows = (x: number, y: number): number => (x % 16 < 6 && y % 20 < 9 ? 0.08 : 0.5);
const kinds = kindsWith(() => undefined);

/** Root mean square of the hole's difference from what stood there. */
function missBy(filled: Float32Array, truth: FloatRaster, part = isHole): number {
  let sum = 0;
  let pixels = 0;
  for (let pixel = 0; pixel < count; pixel++) {
    if (!part(pixel % widthPx, Math.floor(pixel / widthPx))) continue;
    sum += (filled[pixel * 3]! - truth.data[pixel * 3]!) ** 2;
    pixels++;
  }
  return Math.sqrt(sum / pixels);
}

function holed(truth: FloatRaster): FloatRaster {
  const data = truth.data.map((value, at) => {
    const pixel = (at - (at % 3)) / 3;
    return isHole(pixel % widthPx, Math.floor(pixel / widthPx)) ? 9 : value;
  });
  return { ...truth, data };
}

describe('fillByPatches', () => {
  it('carries a regular front on through the hole', () => {
    const truth = paint(windows);
    const filled = fillByPatches(holed(truth), kinds, { seed: 1, reachPx: [widthPx, 0] });
    expect(missBy(filled, truth)).toBeLessThan(0.09);
  });

  it('leaves all outside the hole bit for bit, and gives the same bytes for the same seed', () => {
    const truth = holed(paint((x, y) => 0.2 + (Math.imul(x * 374761393 + y * 668265263, 1274126177) >>> 24) / 800));
    const filled = fillByPatches(truth, kinds, { seed: 5 });
    expect(filled.every((value, at) => kinds[(at - (at % 3)) / 3] === patchKind.hole || value === truth.data[at])).toBe(
      true,
    );
    expect(fillByPatches(truth, kinds, { seed: 5 })).toEqual(filled);
    expect(fillByPatches(truth, kinds, { seed: 6 })).not.toEqual(filled);
  });

  it('copies nothing from what is void or context', () => {
    const bright = (x: number): boolean => x < 40;
    const truth = paint((x, y) => (bright(x) ? 0.9 : windows(x, y)));
    for (const kind of [patchKind.void, patchKind.context]) {
      const filled = fillByPatches(
        holed(truth),
        kindsWith((x) => (bright(x) ? kind : undefined)),
        { seed: 1 },
      );
      const inside = filled.filter((_, at) => kinds[(at - (at % 3)) / 3] === patchKind.hole && at % 3 === 0);
      expect(Math.max(...inside)).toBeLessThan(0.6);
    }
  });

  it('takes patches from no farther than it may', () => {
    const truth = paint((_, y) => 0.1 + y / 120);
    const filled = fillByPatches(holed(truth), kinds, { seed: 1, reachPx: [widthPx, 0] });
    expect(missBy(filled, truth)).toBeLessThan(0.01);
  });

  it('levels a slope of brightness that no patch holds', () => {
    const truth = paint((x, y) => 0.3 + 0.3 * (x / widthPx) + 0.1 * (y / heightPx));
    const filled = fillByPatches(holed(truth), kinds, { seed: 1, seams: 'levelled' });
    expect(missBy(filled, truth)).toBeLessThan(0.02);
  });

  it('leaves a hole without any source as it was', () => {
    const truth = holed(paint(windows));
    const filled = fillByPatches(
      truth,
      kindsWith((x, y) => (isHole(x, y) ? undefined : patchKind.context)),
      { seed: 1 },
    );
    expect(filled).toEqual(truth.data);
  });

  it('refuses pictures and kinds that do not fit', () => {
    expect(() => fillByPatches(paint(windows), new Uint8Array(3), { seed: 1 })).toThrow(/kinds: expected 15360/);
    expect(() => fillByPatches({ ...paint(windows), channels: 4 }, kinds, { seed: 1 })).toThrow(/expected 3 channels/);
  });
});
