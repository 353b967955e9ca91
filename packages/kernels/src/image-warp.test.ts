import { describe, expect, it } from 'vitest';
import { type Homography, warpPicture } from './image-warp.ts';

const [widthPx, heightPx] = [48, 32];
const wave = (x: number, y: number): number => 0.5 + 0.3 * Math.sin(x / 6) * Math.cos(y / 5);
const picture = {
  widthPx,
  heightPx,
  channels: 3,
  data: Float32Array.from({ length: widthPx * heightPx * 3 }, (_, at) => {
    const pixel = (at - (at % 3)) / 3;
    return wave((pixel % widthPx) + 0.5, Math.floor(pixel / widthPx) + 0.5);
  }),
};

describe('warpPicture', () => {
  it('gives the picture itself through the identity', () => {
    const same = warpPicture(picture, [1, 0, 0, 0, 1, 0, 0, 0, 1], picture);
    expect(Math.max(...same.map((value, at) => Math.abs(value - picture.data[at]!)))).toBeLessThan(1e-6);
  });

  it('looks each pixel up where the projection puts it', () => {
    const h: Homography = [0.8, 0.05, 4, -0.04, 0.7, 6, 0.002, 0.001, 1];
    const warped = warpPicture(picture, h, { widthPx: 30, heightPx: 20 });
    for (const [x, y] of [
      [3, 4],
      [15, 10],
      [27, 17],
    ] as const) {
      const w = h[6] * (x + 0.5) + h[7] * (y + 0.5) + h[8];
      const sourceX = (h[0] * (x + 0.5) + h[1] * (y + 0.5) + h[2]) / w;
      const sourceY = (h[3] * (x + 0.5) + h[4] * (y + 0.5) + h[5]) / w;
      expect(warped[(y * 30 + x) * 3]).toBeCloseTo(wave(sourceX, sourceY), 2);
    }
  });

  it('averages what it shrinks, and shows nothing behind the horizon', () => {
    const stripes = { ...picture, data: picture.data.map((_, at) => (((at - (at % 3)) / 3) % 2 === 0 ? 0 : 1)) };
    const small = warpPicture(stripes, [4, 0, 0, 0, 4, 0, 0, 0, 1], { widthPx: 12, heightPx: 8 });
    expect(small[(4 * 12 + 6) * 3]).toBeCloseTo(0.5, 1);
    const beyond = warpPicture(picture, [1, 0, 0, 0, 1, 0, 0, 1, -4], { widthPx: 4, heightPx: 8 });
    expect([...beyond.subarray(0, 12 * 3)].every((value) => value === 0)).toBe(true);
  });
});
