import { expect, it } from 'vitest';
import { fitPicture } from './fit-picture.ts';
import type { Picture } from './picture.ts';

function slope(widthPx: number, heightPx: number): Picture {
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let i = 0; i < data.length; i++) data[i] = ((Math.floor(i / 3) % widthPx) + 0.5) / widthPx;
  return { widthPx, heightPx, channels: 3, data };
}

it('gives a picture of the right size back as it is', () => {
  const picture = slope(16, 8);
  expect(fitPicture(picture, { widthPx: 16, heightPx: 8 })).toEqual(picture);
});

it('cuts both sides alike', () => {
  const fitted = fitPicture(slope(16, 8), { widthPx: 12, heightPx: 8 });
  expect(fitted.widthPx).toBe(12);
  expect([...fitted.data.subarray(0, 3)]).toEqual([2.5 / 16, 2.5 / 16, 2.5 / 16].map(Math.fround));
});

it('scales until nothing is left open', () => {
  const fitted = fitPicture(slope(16, 8), { widthPx: 40, heightPx: 16 });
  expect(fitted).toMatchObject({ widthPx: 40, heightPx: 16, channels: 3 });
  expect(fitted.data).toHaveLength(40 * 16 * 3);
  expect(fitted.data[20 * 3]).toBeCloseTo(0.5, 1);
});
