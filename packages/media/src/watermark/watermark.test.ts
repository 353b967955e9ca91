import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RgbPicture } from '../picture/rgb-picture.ts';
import { detectInFile } from './detect-in-file.ts';
import { detectMark } from './detect-mark.ts';
import { formatMark, markPayloadOf } from './mark-payload.ts';
import { markPicture } from './mark-picture.ts';
import { crop, cutOut, onScreen, psnrDb, scale, throughJpeg, writeH264 } from './testing/attacks.ts';
import { drawPicture, PICTURE_KINDS, type PictureKind } from './testing/generated-pictures.ts';

const PAYLOAD = markPayloadOf('01j9zk3v5wqg8t2n4m6p7r0sxy');
const TEXTURED = ['street', 'foliage', 'cloth', 'dusk'] as const;

function marked(picture: RgbPicture, payload = PAYLOAD): RgbPicture {
  const rgb = picture.rgb.slice();
  markPicture(rgb, picture, payload);
  return { ...picture, rgb };
}

const drawn = new Map<PictureKind, RgbPicture>();
function plate(kind: PictureKind): RgbPicture {
  const picture = drawn.get(kind) ?? drawPicture(kind, 1280, 720);
  drawn.set(kind, picture);
  return picture;
}

const read = (picture: RgbPicture): string | undefined => {
  const found = detectMark(picture);
  return found && formatMark(found.payload);
};

describe('a marked picture', () => {
  it.each(PICTURE_KINDS)('of %s stays above 42 dB and is read back', (kind) => {
    const picture = marked(plate(kind));
    expect(psnrDb(plate(kind), picture)).toBeGreaterThan(42);
    expect(read(picture)).toBe(formatMark(PAYLOAD));
  });

  it.each(TEXTURED)('of %s is read when scaled to a half', async (kind) => {
    expect(read(await scale(marked(plate(kind)), 0.5))).toBe(formatMark(PAYLOAD));
  });

  it.each([
    [0, 0],
    [1, 1],
    [0.37, 0.81],
  ])('is read when a tenth of width and height is gone, %f of it left and %f above', (left, top) => {
    for (const kind of ['street', 'cloth'] as const) {
      expect(read(crop(marked(plate(kind)), left, top))).toBe(formatMark(PAYLOAD));
    }
  });

  it.each([0.43, 0.737, 1.27, 1.6])(
    'is read from a screenshot at %f of its size, as JPEG among other windows',
    async (factor) => {
      const small = await scale(marked(plate('street')), factor);
      const screen = { widthPx: small.widthPx + 331, heightPx: small.heightPx + 177, x: 64, y: 101 };
      expect(read(await throughJpeg(onScreen(small, screen), 80))).toBe(formatMark(PAYLOAD));
    },
  );

  it('is read at other sizes, and says nothing in a part too small to hold it', () => {
    for (const [widthPx, heightPx] of [
      [720, 1280],
      [1920, 804],
      [960, 540],
    ] as const) {
      expect(read(marked(drawPicture('street', widthPx, heightPx)))).toBe(formatMark(PAYLOAD));
    }
    expect(read(cutOut(marked(plate('street')), { x: 300, y: 300, widthPx: 40, heightPx: 40 }))).toBeUndefined();
  });

  it('keeps black bars and the bytes of every run', () => {
    const picture = { ...plate('cloth'), rgb: plate('cloth').rgb.slice() };
    picture.rgb.fill(0, 0, 1280 * 90 * 3);
    const once = marked(picture);
    expect(once.rgb.subarray(0, 1280 * 80 * 3).every((code) => code === 0)).toBe(true);
    const sha256 = ({ rgb }: RgbPicture) => createHash('sha256').update(rgb).digest('hex');
    expect(sha256(marked(picture))).toBe(sha256(once));
    // The same on every machine: a change here is a change of sealed bytes.
    expect(sha256(marked(drawPicture('sky', 320, 180)))).toBe(
      '2fdfc1049a80c9f148f356d64589324bfcc2bf3cedba6ff3c60d5fe7b1c8dd10',
    );
  });

  it('carries a payload of its own each time', () => {
    const other = markPayloadOf('01j9zk3v5wqg8t2n4m6p7r0sxz');
    expect(other).not.toEqual(PAYLOAD);
    expect(read(marked(plate('street'), other))).toBe(formatMark(other));
  });

  it('may have 16 bits a sample', () => {
    const wide = Uint16Array.from(plate('street').rgb, (code) => code * 257);
    markPicture(wide, plate('street'), PAYLOAD);
    expect(read({ ...plate('street'), rgb: Uint8Array.from(wide, (code) => Math.round(code / 257)) })).toBe(
      formatMark(PAYLOAD),
    );
  });

  it('refuses payloads and pixels of the wrong length', () => {
    expect(() => markPicture(new Uint8Array(12), { widthPx: 2, heightPx: 2 }, new Uint8Array(5))).toThrow(RangeError);
    expect(() => markPicture(new Uint8Array(11), { widthPx: 2, heightPx: 2 }, PAYLOAD)).toThrow(RangeError);
    expect(() => markPicture(new Uint8Array(0), { widthPx: 0, heightPx: 2 }, PAYLOAD)).toThrow(RangeError);
    expect(() => detectMark({ widthPx: 3, heightPx: 3, rgb: new Uint8Array(26) })).toThrow(RangeError);
  });
});

describe('a picture without a mark', () => {
  it.each(PICTURE_KINDS)('of %s has none, whatever its size', (kind) => {
    expect(read(plate(kind))).toBeUndefined();
    expect(read(drawPicture(kind, 400, 300, 7))).toBeUndefined();
  });

  it('may be anything', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const picture = garbage(seed);
      expect(read(picture)).toBeUndefined();
    }
  });
});

describe('a marked video', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-mark-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const readAfter = async (frames: readonly RgbPicture[]): Promise<string | undefined> => {
    const path = join(folder, 'attacked.mp4');
    await writeH264(path, frames, 28);
    const found = await detectInFile(path);
    return found && formatMark(found.payload);
  };

  it.each(TEXTURED)('of %s is read after H.264 at CRF 28', async (kind) => {
    expect(await readAfter(Array(8).fill(marked(plate(kind))))).toBe(formatMark(PAYLOAD));
  });

  it.each(TEXTURED)('of %s is read after half the size, a crop and CRF 28 together', async (kind) => {
    const small = crop(await scale(marked(plate(kind)), 0.5), 0.7, 0.2);
    expect(await readAfter(Array(24).fill(small))).toBe(formatMark(PAYLOAD));
  });

  it('is not found where there was no mark', async () => {
    expect(await readAfter(Array(8).fill(await scale(plate('street'), 0.5)))).toBeUndefined();
  });
});

/** A picture of a size and content that the seed decides: flat, noise, stripes, checks, single values. */
function garbage(seed: number): RgbPicture {
  let state = seed;
  const next = (most: number) => {
    state = Math.imul(state + 0x9e3779b9, 0x85ebca6b);
    return ((state >>> 8) % most) + 1;
  };
  const [widthPx, heightPx] = [next(300), next(300)];
  const kind = next(5);
  const period = next(40);
  const rgb = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % widthPx, Math.floor(i / 3 / widthPx)];
    if (kind === 1) return 128;
    if (kind === 2) return next(256) - 1;
    if (kind === 3) return x % period < period / 2 ? 255 : 0;
    if (kind === 4) return (Math.floor(x / period) + Math.floor(y / period)) % 2 ? 200 : 20;
    return x === y ? 255 : 0;
  });
  return { widthPx, heightPx, rgb };
}
