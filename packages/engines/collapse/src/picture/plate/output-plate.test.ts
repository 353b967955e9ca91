import { describe, expect, it } from 'vitest';
import { fitPlateToOutput } from './output-plate.ts';

function ramp(widthPx: number, heightPx: number) {
  const data = Float32Array.from({ length: widthPx * heightPx * 3 }, (_, i) => Math.fround(0.001 * ((i * 7919) % 997)));
  return { widthPx, heightPx, channels: 3 as const, data };
}

describe('fitPlateToOutput', () => {
  it('copies a plate of the output size bit for bit', () => {
    const plate = ramp(16, 10);
    expect(fitPlateToOutput(plate, plate, { scale: 1, offsetPx: [0, 0] })).toEqual(plate.data);
  });

  it('averages when it shrinks and keeps a flat plate flat', () => {
    const flat = { widthPx: 40, heightPx: 20, channels: 3 as const, data: new Float32Array(40 * 20 * 3).fill(0.25) };
    const small = fitPlateToOutput(flat, { widthPx: 16, heightPx: 8 }, { scale: 2.5, offsetPx: [0, 0] });
    expect(Math.max(...small.map((v) => Math.abs(v - 0.25)))).toBeLessThan(1e-6);
  });

  it('places pixel centres by scale and offset', () => {
    const plate = { widthPx: 8, heightPx: 4, channels: 3 as const, data: new Float32Array(96) };
    for (let i = 0; i < 32; i++) plate.data.fill(i % 8, i * 3, i * 3 + 3);
    const moved = fitPlateToOutput(plate, { widthPx: 4, heightPx: 4 }, { scale: 1, offsetPx: [2, 0] });
    expect([moved[0], moved[3], moved[6], moved[9]]).toEqual([2, 3, 4, 5]);
  });
});
