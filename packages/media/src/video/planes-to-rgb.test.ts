import { expect, it } from 'vitest';
import { toFrames } from './planes-to-rgb.ts';
import type { DecodedVideoPlanes } from './video.ts';

/** One 2 × 2 frame of a flat grey. */
const size = { widthPx: 2, heightPx: 2 };

async function firstRgb(pixelFormat: string, planes: Buffer): Promise<number[]> {
  const frame: DecodedVideoPlanes = { index: 0, timeS: 0, ...size, pixelFormat, planes };
  async function* frames() {
    yield frame;
  }
  for await (const { rgb } of toFrames('a.mp4', frames())) return [...rgb.subarray(0, 3)];
  return [];
}

const eightBits = (chroma: number, y: number) => Buffer.from([...Array(4).fill(y), ...Array(2 * chroma).fill(128)]);
const tenBits = (chroma: number, y: number) =>
  Buffer.from(new Uint16Array([...Array(4).fill(y), ...Array(2 * chroma).fill(512)]).buffer);

it.each([
  ['yuv420p', eightBits(1, 126)],
  ['yuvj420p', eightBits(1, 128)],
  ['yuv422p', eightBits(2, 126)],
  ['yuvj422p', eightBits(2, 128)],
  ['yuv444p', eightBits(4, 126)],
  ['yuvj444p', eightBits(4, 128)],
  ['yuv420p10le', tenBits(1, 504)],
  ['yuv422p10le', tenBits(2, 504)],
  ['yuv444p10le', tenBits(4, 504)],
])('shows a middle grey of %s as 128', async (pixelFormat, planes) => {
  expect(await firstRgb(pixelFormat, planes)).toEqual([128, 128, 128]);
});

it('refuses formats that it does not know, by name', async () => {
  await expect(firstRgb('p010le', Buffer.alloc(12))).rejects.toThrow('p010le');
});
