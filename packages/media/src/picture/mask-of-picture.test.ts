import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeExr } from '../exr/write-exr.ts';
import { maskOfPicture } from './mask-of-picture.ts';
import { readPicture } from './read-picture.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-mask-'));
});
afterAll(() => rm(home, { recursive: true }));

describe('a mask that somebody drew', () => {
  it.each([
    ['grey', 1],
    ['coloured', 3],
  ] as const)('is how white it looks on the screen: %s', async (_, channels) => {
    const codes = [0, 64, 128, 255];
    const bytes = Uint8Array.from(codes.flatMap((code) => Array<number>(channels).fill(code)));
    const path = join(home, `${channels}.png`);
    await sharp(bytes, { raw: { width: 4, height: 1, channels } })
      .png()
      .toFile(path);
    const mask = maskOfPicture(await readPicture(path));
    for (const [pixel, code] of codes.entries()) expect(mask[pixel]).toBeCloseTo(code / 255, 4);
    expect([mask[0], mask[3]]).toEqual([0, 1]);
  });

  it('is what the floats of an EXR say, within 0 and 1', async () => {
    const path = join(home, 'mask.exr');
    const data = Float32Array.of(-1, 0.5, 2, Number.NaN);
    const channels = ['R', 'G', 'B'].map((name) => ({ name, type: 'float' as const, data, offset: 0, stride: 1 }));
    await writeExr(path, { widthPx: 4, heightPx: 1, channels });
    expect([...maskOfPicture(await readPicture(path))]).toEqual([0, 0.5, 1, 0]);
  });
});
