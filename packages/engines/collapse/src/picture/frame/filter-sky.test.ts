import type { LayerPasses } from '@backlot/kernels';
import { describe, expect, it } from 'vitest';
import { filterSky } from './filter-sky.ts';

const [width, height] = [16, 8];
const pixels = width * height;
const ground = { normals: upright(), depths: new Float32Array(pixels).fill(10), ids: new Uint32Array(pixels).fill(9) };
const settings = { sunDirection: [0, 1, 0], skySamples: 4, filterIterations: 2 } as const;

function upright(): Float32Array {
  return Float32Array.from({ length: pixels * 3 }, (_, at) => (at % 3 === 1 ? 1 : 0));
}

/** A piece over the left half; its edge column is half covered, and its first sample met the street behind. */
function passes(pieceSky: (pixel: number) => number): LayerPasses {
  const pieceCoverage = Float32Array.from({ length: pixels }, (_, at) => {
    const x = at % width;
    return x < 8 ? 1 : x === 8 ? 0.5 : 0;
  });
  const empty = () => new Float32Array(pixels);
  return {
    width,
    height,
    pieceCoverage,
    pieceSky: pieceCoverage.map((covered, pixel) => covered * pieceSky(pixel)),
    pieceAlbedo: new Float32Array(pixels * 3),
    pieceSun: empty(),
    catcherCoverage: empty().fill(1),
    catcherSun: empty(),
    catcherSky: empty().fill(0.5),
    depth: empty().fill(10),
    normal: upright(),
    objectId: Uint32Array.from({ length: pixels }, (_, at) => (at % width < 8 ? 3 : 9)),
    motion: new Float32Array(pixels * 2),
  };
}

describe('filterSky', () => {
  it('gives an edge that the guide does not know the light beside it, in proportion to what is covered', () => {
    const { pieceSky } = filterSky(
      passes((pixel) => (pixel % width === 8 ? 1 : 0.4)),
      ground,
      settings,
    );
    for (let row = 0; row < height; row++) {
      expect(pieceSky[row * width + 4]).toBeCloseTo(0.4, 5);
      expect(pieceSky[row * width + 8]).toBeCloseTo(0.2, 5);
      expect(pieceSky[row * width + 9]).toBe(0);
    }
  });

  it('keeps even light to the bit, and what has no noise', () => {
    const before = passes(() => 0.25);
    const { pieceSky, catcherSky } = filterSky(before, ground, settings);
    expect(pieceSky).toEqual(before.pieceSky);
    expect(catcherSky).toEqual(before.catcherSky);
  });
});
