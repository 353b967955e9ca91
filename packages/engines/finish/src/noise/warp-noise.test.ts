import { describe, expect, it } from 'vitest';
import { createNoiseWarper, NOISE_CHANNELS, shrinkNoise } from './warp-noise.ts';

const size = { widthPx: 96, heightPx: 64 };
const count = size.widthPx * size.heightPx;

const motionOf = (
  motionAt: (x: number, y: number) => readonly [number, number],
  idAt = (_x: number, _y: number) => 1,
) => {
  const motionPx = new Float32Array(count * 2);
  const ids = new Uint32Array(count);
  for (let pixel = 0; pixel < count; pixel++) {
    const [x, y] = [pixel % size.widthPx, Math.floor(pixel / size.widthPx)];
    motionPx.set(motionAt(x, y), pixel * 2);
    ids[pixel] = idAt(x, y);
  }
  return { motionPx, ids };
};

const statistics = (noise: Float32Array) => {
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length;
  return { mean, variance };
};

/** Correlation of two lists of equal length. */
const correlate = (a: number[], b: number[]): number => {
  const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * (q[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

const still = motionOf(() => [0, 0]);

describe('createNoiseWarper', () => {
  it('starts with standard normal numbers, the same for the same seed', () => {
    const noise = createNoiseWarper(size, 7)(still);
    const { mean, variance } = statistics(noise);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    const fourth = noise.reduce((sum, value) => sum + value ** 4, 0) / noise.length;
    expect(Math.abs(fourth - 3)).toBeLessThan(0.15);
    expect(createNoiseWarper(size, 7)(still)).toEqual(noise);
    expect(createNoiseWarper(size, 8)(still)).not.toEqual(noise);
  });

  it('carries each number along a whole-pixel motion, exactly', () => {
    const warp = createNoiseWarper(size, 1);
    const before = warp(still).slice();
    const after = warp(motionOf(() => [-3, 2]));
    const at = (x: number, y: number) => (y * size.widthPx + x) * NOISE_CHANNELS;
    expect(after.slice(at(40, 30), at(41, 30))).toEqual(before.slice(at(37, 32), at(38, 32)));
  });

  it.each([
    ['grows to twice its size', (x: number, y: number) => [-x / 2 + 24, -y / 2 + 16] as const, 0.5],
    ['shrinks to half', (x: number, y: number) => [x - 48, y - 32] as const, 1],
    [
      'turns and drifts by parts of a pixel',
      (x: number, y: number) => [y * 0.02 - 0.4, -x * 0.02 + 0.7] as const,
      0.95,
    ],
  ])('stays white, of mean 0 and variance 1, while the picture %s, and follows it', (_, motionAt, least) => {
    const warp = createNoiseWarper(size, 3);
    let before = warp(still).slice();
    const motion = motionOf(motionAt);
    for (let frame = 0; frame < 4; frame++) {
      const after = warp(motion);
      const { mean, variance } = statistics(after);
      expect(Math.abs(mean)).toBeLessThan(0.02);
      expect(Math.abs(variance - 1)).toBeLessThan(0.03);
      const [here, right, was]: [number[], number[], number[]] = [[], [], []];
      for (let y = 8; y < 56; y++) {
        for (let x = 8; x < 88; x++) {
          const [dx, dy] = motionAt(x, y);
          const [fromX, fromY] = [Math.floor(x + 0.5 + dx), Math.floor(y + 0.5 + dy)];
          if (fromX < 0 || fromY < 0 || fromX >= size.widthPx || fromY >= size.heightPx) continue;
          here.push(after[(y * size.widthPx + x) * NOISE_CHANNELS] ?? 0);
          right.push(after[(y * size.widthPx + x + 1) * NOISE_CHANNELS] ?? 0);
          was.push(before[(fromY * size.widthPx + fromX) * NOISE_CHANNELS] ?? 0);
        }
      }
      expect(Math.abs(correlate(here, right))).toBeLessThan(0.06);
      expect(correlate(here, was)).toBeGreaterThan(least - 0.06);
      before = after.slice();
    }
  });

  it('gives what was hidden new noise', () => {
    const warp = createNoiseWarper(size, 5);
    const before = warp(
      motionOf(
        () => [0, 0],
        (x) => (x < 48 ? 1 : 2),
      ),
    ).slice();
    const after = warp(
      motionOf(
        () => [0, 0],
        (x) => (x < 40 ? 1 : 2),
      ),
    );
    const columns = (noise: Float32Array, from: number, to: number): number[] => {
      const values: number[] = [];
      for (let y = 0; y < size.heightPx; y++) {
        for (let x = from; x < to; x++) values.push(noise[(y * size.widthPx + x) * NOISE_CHANNELS] ?? 0);
      }
      return values;
    };
    expect(Math.abs(correlate(columns(before, 40, 48), columns(after, 40, 48)))).toBeLessThan(0.15);
    expect(columns(after, 0, 40)).toEqual(columns(before, 0, 40));
    expect(columns(after, 48, 96)).toEqual(columns(before, 48, 96));
  });

  it('keeps variance 1 at an eighth of the size', () => {
    const small = shrinkNoise(createNoiseWarper(size, 9)(still), size);
    expect(small.length).toBe(12 * 8 * NOISE_CHANNELS);
    expect(Math.abs(statistics(small).variance - 1)).toBeLessThan(0.12);
  });
});
