import { describe, expect, it } from 'vitest';
import { lumaOfPlanes } from './luma-of-planes.ts';

const about = { index: 0, timeS: 0, widthPx: 2, heightPx: 2 };

describe('brightness of decoded planes', () => {
  it.each(['yuv420p', 'yuvj420p', 'yuv444p', 'nv12', 'gray', 'gbrp'])('is the first plane of %s', (pixelFormat) => {
    const planes = Buffer.of(1, 2, 3, 4, 128, 128, 9, 9, 9, 9, 9, 9);
    expect(lumaOfPlanes({ ...about, pixelFormat, planes })).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it.each([
    ['yuv420p10le', 2],
    ['yuv422p12le', 4],
    ['p010le', 8],
  ] as const)('is the upper eight bits of %s', (pixelFormat, shift) => {
    // At an odd address, as frames come out of a pipe.
    const planes = Buffer.alloc(17).subarray(1);
    for (const [i, code] of [16, 100, 200, 235].entries()) planes.writeUInt16LE((code << shift) | 1, i * 2);
    expect(lumaOfPlanes({ ...about, pixelFormat, planes })).toEqual(Uint8Array.of(16, 100, 200, 235));
  });

  it('is computed from RGB, and unknown for a palette', () => {
    const planes = Buffer.of(255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255);
    expect(lumaOfPlanes({ ...about, pixelFormat: 'rgb24', planes })).toEqual(Uint8Array.of(255, 0, 54, 19));
    expect(lumaOfPlanes({ ...about, pixelFormat: 'pal8', planes })).toBeUndefined();
  });
});
