import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  decodeTransfer,
  deflate,
  encodeTransfer,
  encodeYcbcr,
  floatsToHalves,
  halvesToFloats,
  transferTable,
} from './image-codes.ts';

describe('half floats', () => {
  it('survive the way to float and back, all 65,536 of them', () => {
    const halves = Uint16Array.from({ length: 65_536 }, (_, i) => i);
    const back = floatsToHalves(halvesToFloats(halves));
    for (let i = 0; i < 65_536; i++) {
      const isNan = (i & 0x7c00) === 0x7c00 && (i & 0x3ff) !== 0;
      expect(back[i]).toBe(isNan ? (i & 0x8000) | 0x7e00 : i);
    }
  });

  it('are widened to the value that IEEE 754 defines', () => {
    const halves = Uint16Array.from({ length: 0x7c00 }, (_, i) => i);
    const floats = halvesToFloats(halves);
    for (let i = 0; i < 0x7c00; i++) {
      const exponent = i >> 10;
      const fraction = i & 1023;
      const expected = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
      expect(floats[i]).toBe(expected);
    }
  });

  it('are rounded to the nearest, ties to even', () => {
    const half = (x: number) => floatsToHalves(Float32Array.of(x))[0];
    expect(half(1 + 1 / 2048)).toBe(0x3c00);
    expect(half(1 + 3 / 2048)).toBe(0x3c02);
    expect(half(1 + 1.001 / 2048)).toBe(0x3c01);
    expect(half(2 ** -25)).toBe(0);
    expect(half(1.5 * 2 ** -24)).toBe(2);
    expect(half(65_519)).toBe(0x7bff);
    expect(half(65_520)).toBe(0x7c00);
    expect(half(-Infinity)).toBe(0xfc00);
  });
});

describe('deflate', () => {
  it('is undone by zlib for data of every kind and size', () => {
    for (const data of samples()) expect(Buffer.compare(inflateSync(deflate(data)), data)).toBe(0);
  });

  it('is undone by zlib at every block size', () => {
    const data = noisyRamp(300_000);
    for (const block of [1, 1024, 5000, 65_536, 114_688, 1e9]) {
      expect(Buffer.compare(inflateSync(deflate(data, block)), data)).toBe(0);
    }
  });

  it('never grows data by more than stored blocks cost', () => {
    const data = randomBytes(200_000, 5);
    expect(deflate(data).length).toBeLessThan(200_000 + 64);
  });

  it('shrinks what repeats', () => {
    expect(deflate(new Uint8Array(1_000_000)).length).toBeLessThan(1500);
    const text = Buffer.from('one kernel, one memory; '.repeat(4000));
    expect(deflate(text).length).toBeLessThan(text.length / 80);
  });
});

describe('transfer curves', () => {
  it('give every 16-bit code back', () => {
    for (const curve of ['srgb', 'rec709'] as const) {
      for (const maxCode of [255, 1023, 65_535]) {
        expect(encodeTransfer(transferTable(curve, maxCode), curve, maxCode).every((code, i) => code === i)).toBe(true);
      }
    }
  });

  it('match the standards at known points', () => {
    expect([...encodeTransfer(Float32Array.of(-1, 0, 0.18, 0.5, 1, 7, Number.NaN), 'srgb', 255)]).toEqual([
      0, 0, 118, 188, 255, 255, 0,
    ]);
    expect(encodeTransfer(Float32Array.of(0.18), 'rec709', 1000)[0]).toBe(409);
    expect(decodeTransfer(Uint8Array.of(188), 'srgb', 255)[0]).toBeCloseTo(0.5029, 4);
  });
});

describe('encodeYcbcr', () => {
  it('puts white, black and the primaries where BT.709 has them', () => {
    const of = (r: number, g: number, b: number) => {
      const rgb = Float32Array.from({ length: 12 }, (_, i) => [r, g, b][i % 3] as number);
      const bytes = encodeYcbcr(rgb, { widthPx: 2, heightPx: 2 }, '420-8', 'srgb');
      return [bytes[0], bytes[4], bytes[5]];
    };
    expect(of(1, 1, 1)).toEqual([235, 128, 128]);
    expect(of(0, 0, 0)).toEqual([16, 128, 128]);
    expect(of(1, 0, 0)).toEqual([63, 102, 240]);
    expect(of(0, 1, 0)).toEqual([173, 42, 26]);
    expect(of(0, 0, 1)).toEqual([32, 240, 118]);
  });

  it('keeps ten bits in 4:2:2', () => {
    const bytes = encodeYcbcr(Float32Array.of(1, 1, 1, 0, 0, 0), { widthPx: 2, heightPx: 1 }, '422-10', 'srgb');
    expect([...new Uint16Array(bytes.buffer, 0, 4)]).toEqual([940, 64, 512, 512]);
  });

  it('refuses odd sizes', () => {
    expect(() => encodeYcbcr(new Float32Array(27), { widthPx: 3, heightPx: 3 }, '420-8', 'srgb')).toThrow(/even/);
  });
});

function* samples(): Generator<Uint8Array> {
  for (let length = 0; length < 70; length++) yield randomBytes(length, length);
  for (const length of [1000, 65_535, 65_536, 70_001, 400_003]) {
    yield new Uint8Array(length);
    yield new Uint8Array(length).fill(7);
    yield randomBytes(length, length);
    yield noisyRamp(length);
    yield randomBytes(length, 3).map((byte) => (byte < 250 ? 0 : byte));
    yield randomBytes(length, 4).map((byte) => byte & 3);
    yield Uint8Array.from({ length }, (_, i) => (i % 300 < 200 ? i : 5));
  }
  // Frequencies of Fibonacci numbers make the deepest Huffman tree.
  let [a, b] = [1, 1];
  const deep: number[] = [];
  for (let symbol = 0; symbol < 24; symbol++) {
    for (let i = 0; i < a && deep.length < 110_000; i++) deep.push(symbol);
    [a, b] = [b, a + b];
  }
  const shuffled = Uint8Array.from(deep);
  const random = generator(9);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random() % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  yield shuffled;
}

function noisyRamp(length: number): Uint8Array {
  const random = generator(length);
  return Uint8Array.from({ length }, (_, i) => (i >> 6) + (random() & 3));
}

function randomBytes(length: number, seed: number): Uint8Array {
  const random = generator(seed);
  return Uint8Array.from({ length }, () => random() >>> 24);
}

function generator(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39;
    state ^= state >>> 12;
    return state >>> 0;
  };
}
