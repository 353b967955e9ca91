import { decodeTransfer } from '@backlot/kernels';
import type { SourcedPicture } from '@backlot/media';
import { describe, expect, it } from 'vitest';
import { layHoldoutOver, readHoldout } from './holdout.ts';

function mask(codes: readonly number[], widthPx: number, format: 'png' | 'exr' = 'png'): SourcedPicture {
  const grey = Uint8Array.from(codes.flatMap((code) => [code, code, code]));
  const data = format === 'png' ? decodeTransfer(grey, 'srgb', 255) : Float32Array.from(grey, (code) => code / 255);
  const source = { format } as SourcedPicture['source'];
  return { widthPx, heightPx: codes.length / widthPx, channels: 3, data, source };
}

const same = { scale: 1, offsetPx: [0, 0] } as const;

describe('readHoldout', () => {
  it('takes the painted grey as the share, in display codes and in EXR values alike', () => {
    for (const format of ['png', 'exr'] as const) {
      const shares = readHoldout(mask([0, 51, 128, 255], 4, format), { widthPx: 4, heightPx: 1 }, same);
      expect([shares[0], shares[3]]).toEqual([0, 1]);
      expect(shares[1]).toBeCloseTo(0.2, 3);
      expect(shares[2]).toBeCloseTo(128 / 255, 3);
    }
  });

  it('is whole inside and nothing outside after shrinking, soft at the edge', () => {
    const codes = Array.from({ length: 96 }, (_, at) => (at % 24 < 12 ? 255 : 0));
    const shares = readHoldout(mask(codes, 24), { widthPx: 8, heightPx: 1 }, { scale: 3, offsetPx: [0, 0] });
    expect([...shares.slice(0, 3), ...shares.slice(5)]).toEqual([1, 1, 1, 0, 0, 0]);
    expect(shares[3]).toBeGreaterThan(0.5);
    expect(shares[3]).toBeLessThan(1);
  });
});

describe('layHoldoutOver', () => {
  it('gives the plate bit for bit where all is in front, nothing where none, and never touches what equals the plate', () => {
    const plate = Float32Array.from({ length: 12 }, (_, at) => Math.fround(0.1 + at / 7));
    const rgb = new Float32Array(12).fill(0.5);
    rgb.set(plate.subarray(9), 9);
    layHoldoutOver(rgb, plate, Float32Array.of(1, 0, 0.25, 0.7));
    expect(rgb.subarray(0, 3)).toEqual(plate.subarray(0, 3));
    expect([...rgb.subarray(3, 6)]).toEqual([0.5, 0.5, 0.5]);
    expect(rgb[6]).toBeCloseTo(0.25 * (plate[6] ?? 0) + 0.75 * 0.5, 6);
    expect(rgb.subarray(9)).toEqual(plate.subarray(9));
  });
});
