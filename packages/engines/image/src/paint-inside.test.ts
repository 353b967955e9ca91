import type { Picture } from '@backlot/media';
import { expect, it } from 'vitest';
import { paintInside } from './paint-inside.ts';

const picture = (value: number): Picture => ({
  widthPx: 3,
  heightPx: 1,
  channels: 3,
  data: new Float32Array(9).fill(value),
});

it('keeps the very bits where the mask is black, takes the model’s where it is white, and half of each in middle grey', () => {
  const { data } = paintInside(picture(0.2), picture(0.8), Float32Array.of(0, 0.5, 1));
  const [kept, mixed, taken] = [0, 1, 2].map((pixel) => data[pixel * 3]);
  expect(kept).toBe(Math.fround(0.2));
  expect(mixed).toBeCloseTo(0.5, 6);
  expect(taken).toBe(Math.fround(0.8));
});
