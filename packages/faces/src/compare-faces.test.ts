import { expect, it } from 'vitest';
import { compareFaces } from './compare-faces.ts';

it('is the cosine of the angle between two descriptors, within 0 and 1', () => {
  const at = (degrees: number): Float32Array =>
    Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
  expect(compareFaces(at(10), at(10))).toBeCloseTo(1, 6);
  expect(compareFaces(at(0), at(60))).toBeCloseTo(0.5, 6);
  expect(compareFaces(at(0), at(150))).toBe(0);
  expect(() => compareFaces(at(0), new Float32Array(3))).toThrow('descriptors of 2 and 3 values');
});
