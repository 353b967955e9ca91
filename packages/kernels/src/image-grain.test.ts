import { describe, expect, it } from 'vitest';
import { addGrain, scanFloats } from './image-grain.ts';

const size = { widthPx: 128, heightPx: 96, channels: 3 as const };
const noise = {
  sigmas: new Float32Array(12).fill(0.1),
  side: { across: 0, down: 0 },
  shared: 0,
  seed: 5,
  frame: 3,
};
const grainy = (change = {}, amount?: Float32Array) => {
  const data = new Float32Array(128 * 96 * 3).fill(0.5);
  addGrain({ ...size, data }, { ...noise, ...change }, amount);
  return data;
};

describe('addGrain', () => {
  it('has mean 0 and the asked deviation', () => {
    const data = grainy();
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / data.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
  });

  it('keeps that deviation when neighbours are correlated', () => {
    const data = grainy({ side: { across: 0.4, down: 0.2 } });
    const variance = data.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / data.length;
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
  });

  it('repeats for the same seed and frame and differs for others', () => {
    expect(grainy()).toEqual(grainy());
    expect(grainy()).not.toEqual(grainy({ frame: 4 }));
    expect(grainy()).not.toEqual(grainy({ seed: 6 }));
  });

  it('touches only pixels with an amount', () => {
    const amount = Float32Array.from({ length: 128 * 96 }, (_, i) => i & 1);
    const data = grainy({}, amount);
    for (let i = 0; i < amount.length; i++) {
      if (!amount[i]) expect(data[i * 3]).toBe(0.5);
    }
    expect(data.some((value) => value !== 0.5)).toBe(true);
  });
});

describe('scanFloats', () => {
  it('finds a single NaN or infinity anywhere, and the extremes of the rest', () => {
    for (const length of [1, 4, 7, 1001]) {
      for (const at of [0, length - 1, length >> 1]) {
        for (const bad of [Number.NaN, Infinity, -Infinity]) {
          const data = Float32Array.from({ length }, (_, i) => i - 2);
          data[at] = bad;
          const scan = scanFloats(data);
          const finite = [...data].filter(Number.isFinite);
          expect(scan.notFinite).toBe(1);
          expect(scan.minimum).toBe(finite.length ? Math.min(...finite) : 0);
          expect(scan.maximum).toBe(finite.length ? Math.max(...finite) : 0);
        }
      }
    }
  });
});
