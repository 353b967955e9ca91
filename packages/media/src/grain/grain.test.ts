import { describe, expect, it } from 'vitest';
import type { Picture } from '../picture/picture.ts';
import { applyGrain } from './apply-grain.ts';
import { type GrainModel, NO_GRAIN } from './grain-model.ts';
import { measureGrain } from './measure-grain.ts';

/** A soft gradient over the whole range of brightness. */
function gradient(): Picture {
  const [widthPx, heightPx] = [640, 384];
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let i = 0; i < data.length; i++) data[i] = 0.04 + 0.8 * ((Math.floor(i / 3) % widthPx) / widthPx) ** 2;
  return { widthPx, heightPx, channels: 3, data };
}

const model: GrainModel = {
  sigmaByBin: Array.from({ length: 12 }, (_, bin) => [0.004 + bin * 0.0006, 0.003 + bin * 0.0005, 0.006]),
  lag1: { horizontal: 0.35, vertical: 0.2 },
  betweenChannels: 0.4,
};

describe('grain', () => {
  it('that was applied is measured again within 10 %', () => {
    const picture = gradient();
    applyGrain(picture, model, { seed: 3, frame: 0 });
    const measured = measureGrain(picture);
    for (const bin of [3, 5, 7, 9]) {
      for (const c of [0, 1, 2] as const) {
        const ratio = measured.sigmaByBin[bin]![c] ** 2 / model.sigmaByBin[bin]![c] ** 2;
        expect(ratio).toBeGreaterThan(0.9);
        expect(ratio).toBeLessThan(1.1);
      }
    }
    expect(measured.lag1.horizontal).toBeCloseTo(0.35, 1);
    expect(Math.abs(measured.lag1.horizontal - 0.35)).toBeLessThan(0.035);
    expect(Math.abs(measured.lag1.vertical - 0.2)).toBeLessThan(0.035);
    expect(Math.abs(measured.betweenChannels - 0.4)).toBeLessThan(0.06);
  });

  it('is not mistaken for texture', () => {
    const picture = gradient();
    for (let i = 0; i < picture.data.length; i++) {
      const pixel = Math.floor(i / 3);
      const x = pixel % picture.widthPx;
      // Bright brickwork with no flat block anywhere.
      if (x > 480 && (x % 6 < 2 || Math.floor(pixel / picture.widthPx) % 5 === 0)) picture.data[i]! *= 0.8;
    }
    applyGrain(picture, model, { seed: 3, frame: 0 });
    for (const [bin, sigma] of measureGrain(picture).sigmaByBin.entries()) {
      expect(sigma[1]).toBeLessThan(model.sigmaByBin[bin]![1] * 1.5);
    }
  });

  it('is not seen in a picture without any', () => {
    for (const sigma of measureGrain(gradient()).sigmaByBin) expect(Math.max(...sigma)).toBeLessThan(0.0005);
  });

  it('is none where nothing can be measured', () => {
    const black: Picture = { widthPx: 64, heightPx: 64, channels: 3, data: new Float32Array(64 * 64 * 3) };
    expect(measureGrain(black)).toEqual(NO_GRAIN);
    const data = new Float32Array(64 * 64 * 3).fill(Number.NaN);
    expect(measureGrain({ ...black, data })).toEqual(NO_GRAIN);
    applyGrain(black, NO_GRAIN, { seed: 1, frame: 1 });
    expect(black.data.every((value) => value === 0)).toBe(true);
  });

  it('repeats by seed and frame', () => {
    const of = (seed: number, frame: number) => {
      const picture = gradient();
      applyGrain(picture, model, { seed, frame });
      return Buffer.from(picture.data.buffer);
    };
    expect(of(1, 1).equals(of(1, 1))).toBe(true);
    expect(of(1, 1).equals(of(1, 2))).toBe(false);
  });
});
