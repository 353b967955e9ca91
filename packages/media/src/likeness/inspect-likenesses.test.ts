import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transferTable } from '@backlot/kernels';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RgbPicture } from '../picture/rgb-picture.ts';
import { writePng } from '../picture/write-png.ts';
import { openVideoWriter } from '../video/open-video-writer.ts';
import { drawPicture } from '../watermark/testing/generated-pictures.ts';
import { describePictureFile, inspectLikenesses } from './inspect-likenesses.ts';
import { describePicture } from './picture-likeness.ts';
import { pasteOnto } from './testing/treatments.ts';

const SIZE = { widthPx: 480, heightPx: 270 };
const LINEAR = transferTable('srgb', 255);

let home: string;
let film: string;
const work = drawPicture('street', SIZE.widthPx, SIZE.heightPx, 7);
const wall = drawPicture('foliage', SIZE.widthPx, SIZE.heightPx, 500);
const cloth = drawPicture('cloth', SIZE.widthPx, SIZE.heightPx, 900);
const works = [
  { id: 'street', likeness: describePicture(work) },
  { id: 'cloth', likeness: describePicture(cloth) },
];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-likenesses-'));
  film = join(home, 'film.mp4');
  const hung = await pasteOnto(work, wall, 0.3);
  await writeFilm(film, [...Array<RgbPicture>(30).fill(wall), ...Array<RgbPicture>(6).fill(hung)]);
});
afterAll(() => rm(home, { recursive: true }));

async function writeFilm(path: string, frames: readonly RgbPicture[]): Promise<void> {
  const frameRate = { numerator: 24, denominator: 1 };
  const writer = await openVideoWriter({ path, codec: 'h264', ...SIZE, frameRate, quality: 23 });
  for (const { rgb } of frames) await writer.writeFrame(Float32Array.from(rgb, (code) => LINEAR[code] as number));
  await writer.close();
}

describe('works in footage', () => {
  it('are seen in a film, part of a frame, in the shot that shows them for a quarter of a second', async () => {
    const footage = [{ name: 'film.mp4', footage: { kind: 'video', path: film } as const }];
    const { framesLookedAt, seen } = await inspectLikenesses({ footage, works });
    expect(framesLookedAt).toEqual({ 'film.mp4': [0, 24, 30] });
    expect(seen).toMatchObject([{ work: 'street', name: 'film.mp4', frame: 30, kind: 'part-of', looks: 1 }]);
  });

  it('are told once each, where they are seen best, with the number of looks', async () => {
    const [whole, part] = [join(home, 'whole.png'), join(home, 'part.png')];
    await writePng(whole, toPicture(work));
    await writePng(part, toPicture(await pasteOnto(work, wall, 0.4)));
    const still = (name: string, path: string) => ({ name, footage: { kind: 'picture', path } as const });
    const { seen } = await inspectLikenesses({ footage: [still('part', part), still('whole', whole)], works });
    expect(seen).toMatchObject([{ work: 'street', name: 'whole', kind: 'same', looks: 2 }]);
  });

  it('are looked for until nobody wants to know, and not in what cannot be read', async () => {
    const footage = [{ name: 'film.mp4', footage: { kind: 'video', path: film } as const }];
    const controller = new AbortController();
    const looking = inspectLikenesses({ footage, works }, controller.signal);
    controller.abort(new Error('enough'));
    await expect(looking).rejects.toThrow('enough');
    const broken = join(home, 'broken.png');
    await writeFile(broken, 'no picture');
    await expect(describePictureFile(broken, 'the mural')).rejects.toMatchObject({
      name: 'BacklotError',
      code: 'PICTURE_UNREADABLE',
      message: expect.stringContaining('the mural'),
    });
  });
});

function toPicture({ widthPx, heightPx, rgb }: RgbPicture) {
  return { widthPx, heightPx, channels: 3 as const, data: Float32Array.from(rgb, (code) => LINEAR[code] as number) };
}
