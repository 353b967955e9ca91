import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeDisplayPng } from './encode-display-png.ts';
import { linearToDisplay } from './linear-to-display.ts';
import { mapPass } from './map-pass.ts';

const pixel = (rgb: Uint8Array, index: number) => [...rgb.slice(index * 3, index * 3 + 3)];

describe('mapPass', () => {
  it('shows near lighter than far and what was not hit black', () => {
    const rgb = mapPass('depth', [Float32Array.of(2, 10, 0, Number.POSITIVE_INFINITY)], 4);
    expect(pixel(rgb, 0)).toEqual([245, 245, 245]);
    expect(pixel(rgb, 1)).toEqual([30, 30, 30]);
    expect(pixel(rgb, 2)).toEqual([0, 0, 0]);
    expect(pixel(rgb, 3)).toEqual([0, 0, 0]);
  });

  it('shows normals by axis, still motion as grey, ids each in a colour of its own', () => {
    const [x, y, z] = [Float32Array.of(1, 0), Float32Array.of(0, 0), Float32Array.of(0, 0)];
    const normals = mapPass('normals', [x, y, z], 2);
    expect([pixel(normals, 0), pixel(normals, 1)]).toEqual([
      [255, 128, 128],
      [0, 0, 0],
    ]);
    expect(pixel(mapPass('motion', [Float32Array.of(0), Float32Array.of(-500)], 1), 0)).toEqual([128, 0, 128]);
    const ids = mapPass('id', [Uint32Array.of(0, 1, 2, 1)], 4);
    expect(pixel(ids, 0)).toEqual([0, 0, 0]);
    expect(pixel(ids, 1)).toEqual(pixel(ids, 3));
    expect(pixel(ids, 1)).not.toEqual(pixel(ids, 2));
  });

  it('shows a mask as the share that it is, not as light', () => {
    const rgb = mapPass('mask', [Float32Array.of(0, 0.5, 1)], 3);
    expect([0, 1, 2].map((index) => pixel(rgb, index)[0])).toEqual([0, 128, 255]);
  });

  it('survives values that are no numbers', () => {
    const broken = Float32Array.of(Number.NaN, -1, 1e30);
    for (const pass of ['composite', 'beauty', 'depth', 'normals', 'motion', 'dust', 'mask'] as const) {
      expect(mapPass(pass, [broken, broken, broken], 3)).toHaveLength(9);
    }
  });
});

describe('linearToDisplay', () => {
  it('is within one step of the sRGB curve', () => {
    for (let value = 0; value <= 1; value += 0.001) {
      const exact = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
      expect(Math.abs(linearToDisplay(value) - exact * 255)).toBeLessThanOrEqual(1);
    }
  });
});

describe('encodeDisplayPng', () => {
  it('stores rows that give the pixels back', () => {
    const rgb = Uint8Array.from({ length: 2 * 3 * 3 }, (_, index) => (index * 37) & 255);
    const png = Buffer.from(encodeDisplayPng(2, 3, rgb));
    const data = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    const back = new Uint8Array(18);
    for (let row = 0; row < 3; row++) {
      for (let byte = 0; byte < 6; byte++) {
        const above = row === 0 ? 0 : (back[(row - 1) * 6 + byte] ?? 0);
        back[row * 6 + byte] = (rows[row * 7 + 1 + byte] ?? 0) + above;
      }
    }
    expect(back).toEqual(rgb);
  });
});
