import { describe, expect, it } from 'vitest';
import { type CompositeBase, compositeFrame, type RelightTerms } from './composite-frame.ts';

/** Four pixels: sky, lit street, standing façade, and outline (plate valid while object 1 stands). */
function scene(): { base: CompositeBase; rest: RelightTerms } {
  const rest: RelightTerms = {
    pieceCoverage: Float32Array.of(0, 0, 1, 0),
    pieceAlbedo: Float32Array.of(0, 0, 0, 0, 0, 0, 0.5, 0.4, 0.3, 0, 0, 0),
    pieceSun: Float32Array.of(0, 0, 0.7, 0),
    pieceSky: Float32Array.of(0, 0, 0.5, 0),
    catcherCoverage: Float32Array.of(0, 1, 0, 1),
    catcherSun: Float32Array.of(0, 0.6, 0, 0.6),
    catcherSky: Float32Array.of(0, 0.9, 0, 0.9),
  };
  const base: CompositeBase = {
    light: { sunColour: [1, 0.9, 0.8], skyColour: [0.2, 0.25, 0.3], bounceColour: [0, 0, 0] },
    plate: Float32Array.from({ length: 12 }, (_, i) => Math.fround(0.05 + 0.037 * i)),
    cleanPlate: new Float32Array(12).fill(0.125),
    rest,
    open: {
      catcherCoverage: Float32Array.of(0, 1, 1, 1),
      catcherSun: Float32Array.of(0, 0.6, 0.6, 0.6),
      catcherSky: Float32Array.of(0, 1, 1, 1),
    },
    liftLimits: new Float32Array(4).fill(8),
    owners: Uint32Array.of(0, 0, 1, 1),
  };
  return { base, rest };
}

const copy = (terms: RelightTerms): RelightTerms =>
  Object.fromEntries(Object.entries(terms).map(([name, data]) => [name, data.slice()])) as RelightTerms;

describe('compositeFrame', () => {
  it('leaves every pixel the plate, bit for bit, while nothing has changed', () => {
    const { base, rest } = scene();
    const frame = compositeFrame(base, copy(rest), Uint8Array.of(0, 1));
    expect(frame.rgb).toEqual(base.plate);
    expect([...frame.synthetic]).toEqual([0, 0, 0, 0]);
  });

  it('darkens the street by the light that a new shadow takes', () => {
    const { base, rest } = scene();
    const now = copy(rest);
    now.catcherSun[1] = 0;
    const frame = compositeFrame(base, now, Uint8Array.of(0, 1));
    const share = (0.3 * 0.9) / (0.8 * 0.6 + 0.3 * 0.9);
    expect(frame.rgb[5]).toBeCloseTo((base.plate[5] ?? 0) * share, 6);
    expect(frame.rgb.subarray(0, 3)).toEqual(base.plate.subarray(0, 3));
  });

  it('shows the clean plate where the building has gone, outline included', () => {
    const { base, rest } = scene();
    const now = copy(rest);
    now.pieceCoverage[2] = 0;
    now.pieceAlbedo.fill(0);
    now.catcherCoverage[2] = 1;
    now.catcherSun[2] = 0.6;
    now.catcherSky.fill(1, 1);
    const frame = compositeFrame(base, now, Uint8Array.of(0, 0));
    expect([...frame.rgb.subarray(6, 12)]).toEqual([0.125, 0.125, 0.125, 0.125, 0.125, 0.125]);
    expect([frame.synthetic[2], frame.synthetic[3]]).toEqual([0, 0]);
  });

  it('gives a piece in front its albedo times its light, premultiplied', () => {
    const { base, rest } = scene();
    const now = copy(rest);
    now.pieceCoverage[0] = 0.5;
    now.pieceAlbedo.set([0.2, 0.2, 0.2], 0);
    now.pieceSun[0] = 0.25;
    now.pieceSky[0] = 0.5;
    const frame = compositeFrame(base, now, Uint8Array.of(0, 1));
    expect(frame.beauty[0]).toBeCloseTo(0.2 * (1 * 0.5 + 0.2 * 1), 6);
    expect(frame.rgb[0]).toBeCloseTo(0.2 * 0.7 + 0.5 * (base.plate[0] ?? 0), 6);
    expect(frame.beauty[3]).toBe(0.5);
  });
});
