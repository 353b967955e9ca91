import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../set-up/measures.ts';
import { placeOnPlate } from './plate-picture.ts';

// Looks down −z from z = 10: one metre at z = 0 is ten pixels.
const camera = {
  widthPx: 40,
  heightPx: 20,
  focalPx: 100,
  principalPx: [20, 10] as const,
  positionM: [0, 0, 10] as Vec3,
  rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1] as const,
};
const restPicture = new Float32Array(40 * 20 * 4);
const corners: Vec3[] = [
  [-0.6, -0.6, 0],
  [0.6, -0.6, 0],
  [0, 0.6, 0],
];

describe('placeOnPlate', () => {
  const place = placeOnPlate({ restPicture, owners: new Uint32Array(800).fill(7) }, camera);

  it('gives a face that the plate shows its place there', () => {
    expect(place(7, corners)?.map((value) => Math.round(value * 1000))).toEqual([350, 800, 650, 800, 500, 200]);
  });

  it('leaves out what another piece hides, what turns away and what lies outside the picture', () => {
    expect(place(8, corners)).toBeUndefined();
    expect(place(7, [...corners].reverse())).toBeUndefined();
    expect(
      place(
        7,
        corners.map(([x, y, z]): Vec3 => [x + 9, y, z]),
      ),
    ).toBeUndefined();
    expect(
      place(
        7,
        corners.map(([x, y]): Vec3 => [x, y, 20]),
      ),
    ).toBeUndefined();
  });
});
