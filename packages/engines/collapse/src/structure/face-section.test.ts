import { describe, expect, it } from 'vitest';
import { describeSection } from './face-section.ts';
import { measureShared } from './shared-face.ts';

/** A rectangle in the plane x = 2, turned about it by the angle whose cosine and sine are given. */
function rectangle(longM: number, shortM: number, [cosine, sine]: readonly [number, number]): number[] {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  return corners.flatMap(([a, b]) => {
    const [y, z] = [(a * longM) / 2, (b * shortM) / 2];
    return [2, 1 + y * cosine - z * sine, 5 + y * sine + z * cosine];
  });
}

describe('the section of a face', () => {
  it.each([
    [1, 0],
    [0.6, 0.8],
    [0, 1],
    [-0.8, 0.6],
  ] as const)('of a rectangle is the rectangle, however it is turned (%f, %f)', (cosine, sine) => {
    const { majorAxis, sizeM, areaM2 } = measureShared(rectangle(1.2, 0.3, [cosine, sine]), [1, 0, 0]);
    expect(areaM2).toBeCloseTo(0.36, 9);
    expect(sizeM[0]).toBeCloseTo(1.2, 9);
    expect(sizeM[1]).toBeCloseTo(0.3, 9);
    expect(Math.abs(majorAxis[1] * cosine + majorAxis[2] * sine)).toBeCloseTo(1, 9);
  });

  it('of a triangle has the second moments of the triangle', () => {
    // b·h³/36 about the axis along the base, h·b³/48 across an isosceles one.
    const corners = [0, 0, 0, 2, 0, 0, 1, 3, 0];
    const { sizeM } = describeSection(corners, { areaM2: 3, centre: [1, 1, 0], normal: [0, 0, 1] });
    expect((sizeM[0] ** 2 * 3) / 12).toBeCloseTo((2 * 27) / 36, 9);
    expect((sizeM[1] ** 2 * 3) / 12).toBeCloseTo((3 * 8) / 48, 9);
  });
});
