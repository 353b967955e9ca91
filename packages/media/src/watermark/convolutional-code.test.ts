import { describe, expect, it } from 'vitest';
import { CODED_PER_BIT, decodeBits, encodeBits } from './convolutional-code.ts';
import { chipsOf, knownChips, readChips } from './mark-code.ts';
import { shuffledNumbers } from './shuffled-numbers.ts';

/** Bits that a seed decides. */
function bitsFrom(seed: number, count = 64): Uint8Array {
  return Uint8Array.from(shuffledNumbers(count * 8, seed).subarray(0, count), (value) => value & 1);
}

/** About normal with deviation 1, from a seed. */
function noiseFrom(seed: number, count: number): Float32Array {
  const numbers = shuffledNumbers(2 ** 13, seed);
  return Float32Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < 6; k++) sum += (numbers[(i * 6 + k) % numbers.length] as number) / 2 ** 13 - 0.5;
    return sum * Math.SQRT2;
  });
}

describe('the convolutional code', () => {
  it('gives back what it was given', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const bits = bitsFrom(seed);
      expect(decodeBits(Float32Array.from(encodeBits(bits)))).toEqual(bits);
    }
  });

  it('reads bits under noise as loud as the signal', () => {
    let right = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const bits = bitsFrom(seed);
      const noise = noiseFrom(seed + 100, 64 * CODED_PER_BIT);
      const heard = decodeBits(Float32Array.from(encodeBits(bits), (value, i) => value + (noise[i] as number)));
      if (heard.every((bit, i) => bit === bits[i])) right += 1;
    }
    expect(right).toBe(20);
  });

  it('has free distance 24: no two messages differ in fewer of their coded bits', () => {
    // Linear, so the lightest message says it; every burst of up to 14 bits, the rest zero.
    const zero = encodeBits(new Uint8Array(64));
    let least = Infinity;
    for (let burst = 1; burst < 2 ** 14; burst += 2) {
      const bits = Uint8Array.from({ length: 64 }, (_, i) => (i < 14 ? (burst >> i) & 1 : 0));
      const weight = encodeBits(bits).reduce((sum, value, i) => sum + (value === zero[i] ? 0 : 1), 0);
      least = Math.min(least, weight);
    }
    expect(least).toBe(24);
  });
});

describe("a tile's chips", () => {
  const payload = Uint8Array.of(0, 255, 18, 52, 86, 120);

  it('carry a payload, a quarter of them known beforehand', () => {
    const chips = chipsOf(payload);
    const known = knownChips();
    expect(known.filter((chip) => chip !== 0)).toHaveLength(256);
    expect(known.every((chip, i) => chip === 0 || chip === chips[i])).toBe(true);
    expect(readChips(chips)).toEqual(payload);
  });

  it('are read when a third of them is wrong way round at random, and refused when they are noise', () => {
    const noise = noiseFrom(5, 1024);
    const weak = chipsOf(payload).map((chip, i) => chip * 0.55 + (noise[i] as number));
    expect(readChips(weak)).toEqual(payload);
    const read = Array.from({ length: 60 }, (_, seed) => readChips(noiseFrom(seed + 7, 1024)));
    expect(read.filter((found) => found !== undefined)).toEqual([]);
  });

  it('refuse a payload of another length', () => {
    expect(() => chipsOf(new Uint8Array(16))).toThrow(/expected a payload of 6 bytes, got 16/);
  });
});
