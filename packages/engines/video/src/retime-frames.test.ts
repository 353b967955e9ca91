import { expect, it } from 'vitest';
import { retimeFrames } from './retime-frames.ts';

async function shown(
  sourceFps: number,
  count: number,
  frameRate: { numerator: number; denominator: number },
  durationFrames: number,
  startS = 0,
) {
  async function* frames() {
    for (let index = 0; index < count; index++) yield { index, timeS: startS + index / sourceFps };
  }
  const to = { frameRate, durationFrames, endS: count / sourceFps };
  const indices: number[] = [];
  for await (const { index } of retimeFrames(frames(), to)) indices.push(index);
  return indices;
}

const film = { numerator: 24, denominator: 1 };

it('changes nothing at the same rate, and cuts what is too long', async () => {
  expect(await shown(24, 6, film, 6)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(await shown(24, 81, film, 4)).toEqual([0, 1, 2, 3]);
});

it('repeats frames of a slower film and drops those of a faster one', async () => {
  expect(await shown(8, 3, film, 9)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  expect(await shown(16, 5, film, 6)).toEqual([0, 0, 1, 2, 2, 3]);
  expect(await shown(48, 8, film, 4)).toEqual([0, 2, 4, 6]);
});

it('keeps 23.976 and 24 frames a second apart only over time', async () => {
  const ntsc = { numerator: 24_000, denominator: 1001 };
  const indices = await shown(24, 1510, ntsc, 1500);
  expect(indices.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, index) => index));
  expect(indices.at(-1)).toBe(1500);
});

it('counts from the first frame, whenever that is', async () => {
  expect(await shown(24, 4, film, 4, 1.4)).toEqual([0, 1, 2, 3]);
});

it('ends where the film ends', async () => {
  expect(await shown(24, 4, film, 10)).toEqual([0, 1, 2, 3]);
  expect(await shown(8, 1, film, 10)).toEqual([0, 0, 0]);
});
