import { describe, expect, it } from 'vitest';
import { halveLuma, lumaOfRgb, lumaOfWords } from './watermark-luma.ts';
import { createWatermarkMarker, type MarkedSamples } from './watermark-marker.ts';
import { createWatermarkReader } from './watermark-reader.ts';

const SIZE = { widthPx: 203, heightPx: 131 };
const COUNT = SIZE.widthPx * SIZE.heightPx;
const STRENGTH = { base: 1, slope: 0.2, most: 4, mostRms: 1.5 };

/** ±1 at random. */
function signs(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >= 2 ** 31 ? 1 : -1;
  });
}

function createMarker() {
  const pattern = signs(64 * 64, 7);
  return createWatermarkMarker({ ...SIZE, pattern, periodPx: 64, blockPx: 4, strength: STRENGTH });
}

const mark = (frame: MarkedSamples) => createMarker().mark(frame);

describe('the marker', () => {
  it('moves brightness only: red, green and blue of a pixel change by the same', () => {
    const samples = Uint8Array.from({ length: COUNT * 3 }, (_, i) => [90, 140, 60][i % 3]!);
    mark({ kind: 'rgb', samples });
    const changes = samples.map((code, i) => code - [90, 140, 60][i % 3]! + 128);
    for (let i = 0; i < changes.length; i += 3) {
      expect(changes[i + 1]).toBe(changes[i]);
      expect(changes[i + 2]).toBe(changes[i]);
    }
    expect(new Set(changes)).toEqual(new Set([127, 129]));
  });

  it('follows the pattern where the picture is flat, no stronger than asked for', () => {
    const samples = new Uint8Array(COUNT).fill(120);
    mark({ kind: 'luma', samples });
    const pattern = signs(64 * 64, 7);
    let agreement = 0;
    samples.forEach((code, i) => {
      const [x, y] = [i % SIZE.widthPx, Math.floor(i / SIZE.widthPx)];
      agreement += (code - 120) * pattern[(y % 64) * 64 + (x % 64)]!;
      expect(Math.abs(code - 120)).toBeLessThanOrEqual(2);
    });
    // Amplitude 1 on the display is 219/255 of a code value in narrow range.
    expect(agreement / COUNT).toBeCloseTo(219 / 255, 1);
  });

  it('keeps within its root mean square however rough the picture is', () => {
    const noise = signs(COUNT, 3);
    const samples = Uint8Array.from({ length: COUNT }, (_, i) => 128 + 90 * noise[i]!);
    const before = samples.slice();
    mark({ kind: 'luma', samples });
    const energy = samples.reduce((sum, code, i) => sum + (code - before[i]!) ** 2, 0);
    expect(Math.sqrt(energy / COUNT)).toBeLessThan(1.5);
    expect(Math.sqrt(energy / COUNT)).toBeGreaterThan(1.1);
  });

  it('changes words as it changes bytes, in finer steps, and never leaves their range', () => {
    const bytes = Uint8Array.from({ length: COUNT }, (_, i) => 40 + (i % 150));
    const words = Uint16Array.from(bytes, (code) => code * 4);
    const [byteMarks, wordMarks] = [bytes.slice(), words.slice()];
    mark({ kind: 'luma', samples: byteMarks });
    mark({ kind: 'luma-10', samples: wordMarks });
    wordMarks.forEach((code, i) => {
      const expected = byteMarks[i]! - bytes[i]!;
      expect(Math.abs((code - words[i]!) / 4 - expected)).toBeLessThanOrEqual(1.01);
    });
    const white = new Uint16Array(COUNT * 3).fill(65_535);
    mark({ kind: 'rgb', samples: white });
    expect(white.every((code) => code === 65_535)).toBe(true);
  });

  it('gives the same bytes each time, with one marker or several', () => {
    const frame = () => Uint8Array.from({ length: COUNT * 3 }, (_, i) => (i * 31) % 251);
    const [once, again, other] = [frame(), frame(), frame()];
    const marker = createMarker();
    marker.mark({ kind: 'rgb', samples: once });
    marker.mark({ kind: 'rgb', samples: again });
    createMarker().mark({ kind: 'rgb', samples: other });
    expect(again).toEqual(once);
    expect(other).toEqual(once);
  });

  it('refuses frames and sizes that do not fit', () => {
    expect(() => mark({ kind: 'luma', samples: new Uint8Array(COUNT - 1) })).toThrow(RangeError);
    const about = { pattern: new Float32Array(64 * 64), periodPx: 64, blockPx: 4, strength: STRENGTH };
    expect(() => createWatermarkMarker({ ...about, widthPx: 0, heightPx: 9 })).toThrow(RangeError);
    expect(() => createWatermarkMarker({ ...about, widthPx: 9, heightPx: 9.5 })).toThrow(RangeError);
    expect(() => createWatermarkMarker({ ...about, ...SIZE, periodPx: 96 })).toThrow(RangeError);
  });
});

describe('the reader', () => {
  const tile = signs(64 * 64, 11);
  const cellPx = 2.37;

  /** The tile laid over grey again and again, beginning at a cell that is not the first. */
  function tiled(): Uint8Array {
    return Uint8Array.from({ length: 400 * 300 }, (_, i) => {
      const x = Math.floor((i % 400) / cellPx) + 17;
      const y = Math.floor(Math.floor(i / 400) / cellPx) + 5;
      return 128 + 3 * tile[(y % 64) * 64 + (x % 64)]!;
    });
  }

  it('finds the tile at its size and shift, and nowhere else', () => {
    const reader = createWatermarkReader({ widthPx: 400, heightPx: 300 }, tile, { radiusPx: 4, floor: 0.5, clip: 2.5 });
    reader.add(tiled());
    const grid = { stepX: cellPx, stepY: cellPx, startX: 0, startY: 0 };
    expect(reader.seek(grid)).toMatchObject({ x: 64 - 17, y: 64 - 5 });
    expect(reader.seek(grid).score).toBeGreaterThan(30);
    expect(reader.seek({ ...grid, stepX: 2.6, stepY: 2.6 }).score).toBeLessThan(6);
    const places = reader.compare(grid, tile);
    expect(places[(64 - 5) * 64 + 64 - 17]).toBeCloseTo(reader.seek(grid).score, 4);
    reader.clear();
    expect(reader.seek(grid).score).toBe(0);
  });

  it('refuses frames and tiles of the wrong length', () => {
    const white = { radiusPx: 4, floor: 0.5, clip: 2.5 };
    const reader = createWatermarkReader({ widthPx: 40, heightPx: 30 }, tile, white);
    expect(() => reader.add(new Uint8Array(7))).toThrow(RangeError);
    expect(() => createWatermarkReader({ widthPx: 40, heightPx: 30 }, new Float32Array(9), white)).toThrow(RangeError);
  });
});

describe('brightness', () => {
  it('is that of Rec.709, from bytes, words and at half the size', () => {
    expect([...lumaOfRgb(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255))]).toEqual([255, 54, 182, 19]);
    expect([...lumaOfWords(Uint16Array.of(1023, 512, 3), 10)]).toEqual([255, 128, 0]);
    expect(() => lumaOfWords(new Uint16Array(1), 8)).toThrow(RangeError);
    const half = halveLuma({ widthPx: 5, heightPx: 3, luma: Uint8Array.from({ length: 15 }, (_, i) => i * 10) });
    expect(half).toEqual({ widthPx: 2, heightPx: 1, luma: Uint8Array.of(30, 50) });
  });
});
