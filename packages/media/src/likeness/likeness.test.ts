import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RgbPicture } from '../picture/rgb-picture.ts';
import { loadPicture, scale } from '../watermark/testing/attacks.ts';
import { drawPicture } from '../watermark/testing/generated-pictures.ts';
import { compareLikeness, LIKENESS_THRESHOLDS } from './compare-likeness.ts';
import { hashDistance, hashPicture, mirrorHash } from './perceptual-hash.ts';
import { describePicture, isLikeness } from './picture-likeness.ts';
import { mirror, TREATMENTS } from './testing/treatments.ts';

const PLATE = new URL('../../../../examples/street-collapse/plate.png', import.meta.url);

let plate: RgbPicture;
/** A drawn street, and two others of its kind. */
const street = drawPicture('street', 640, 360, 7);
const streets = [101, 202].map((seed) => drawPicture('street', 640, 360, seed));
const foliage = drawPicture('foliage', 640, 360, 500);
beforeAll(async () => {
  plate = await loadPicture(await readFile(PLATE), { widthPx: 960, heightPx: 540 });
});

/** What the plate and the drawn street are found as after each treatment; none may be missed. */
const FOUND_AS: Readonly<Partial<Record<keyof typeof TREATMENTS, string>>> = {
  'as it is': 'same',
  'scaled to 50 %': 'same',
  'scaled to 160 %': 'same',
  'JPEG 50': 'same',
  'scaled to 60 %, JPEG 40': 'same',
  'graded warm and dark': 'same',
  'graded cold and flat': 'same',
  'black and white': 'same',
  mirrored: 'same',
  'mirrored, graded, JPEG 60': 'same',
  'turned by 5°': 'same',
  'squeezed to 80 %': 'same',
  'a bar across a tenth': 'same',
  '60 % of width and height': 'part-of',
  '60 % of the area, JPEG 60': 'part-of',
  'pasted, 50 % of the area': 'part-of',
  'pasted, 25 % of the area': 'part-of',
  'pasted, 25 %, graded, JPEG 60': 'part-of',
};

describe('a picture is found again', () => {
  it.each(Object.entries(FOUND_AS))('%s: %s', async (name, kind) => {
    const treat = TREATMENTS[name as keyof typeof TREATMENTS];
    for (const picture of [plate, street]) {
      const treated = describePicture(await treat(picture, foliage));
      const compared = compareLikeness(describePicture(picture), treated);
      expect(compared.kind).toBe(kind);
      expect(compared.isMirrored).toBe(name.startsWith('mirrored'));
      expect(compared.score).toBeGreaterThan(0.5);
    }
  });

  it('whichever of the two was on file', async () => {
    const part = describePicture(await TREATMENTS['pasted, 25 % of the area'](street, foliage));
    expect(compareLikeness(part, describePicture(street)).kind).toBe('part-of');
  });

  it('by light and dark alone where it is too small to have corners in common', async () => {
    const compared = compareLikeness(describePicture(plate), describePicture(await scale(plate, 0.02)));
    expect(compared.kind).toBe('same');
    expect(compared.inlierCount).toBeLessThan(LIKENESS_THRESHOLDS.inliers);
  });
});

describe('different pictures', () => {
  it('of one kind are not taken for one another', () => {
    const likenesses = [street, ...streets].map(describePicture);
    for (const [index, one] of likenesses.entries()) {
      for (const other of likenesses.slice(0, index)) {
        expect(compareLikeness(one, other)).toMatchObject({ kind: 'none' });
        expect(compareLikeness(one, other).score).toBeLessThan(0.5);
      }
    }
  });

  it('of different kinds are not either, nor are pictures of nothing', () => {
    const flat = { widthPx: 64, heightPx: 36, rgb: new Uint8Array(64 * 36 * 3).fill(90) };
    const likenesses = [plate, street, foliage, drawPicture('snow', 320, 180, 9), flat].map(describePicture);
    expect(likenesses.at(-1)).not.toHaveProperty('hash');
    for (const [index, one] of likenesses.entries()) {
      for (const other of likenesses.slice(0, index)) expect(compareLikeness(one, other).kind).toBe('none');
    }
    const nothing = describePicture(flat);
    expect(compareLikeness(nothing, nothing).kind).toBe('none');
  });
});

describe('a likeness', () => {
  it('is the same for the same bytes, on every machine', () => {
    const digest = createHash('sha256')
      .update(JSON.stringify(describePicture(street)))
      .digest('hex');
    expect(digest).toMatchInlineSnapshot(`"5f01111327d7672722b9f356f51f38d9ec85c16ab67298b50515aa6305153e70"`);
  });

  it('is plain data, and as good after its way through JSON', () => {
    const likeness = describePicture(street);
    const read: unknown = JSON.parse(JSON.stringify(likeness));
    expect(read).toEqual(likeness);
    expect(isLikeness(read)).toBe(true);
    expect(JSON.stringify(read).length).toBeLessThan(48_000);
  });

  it('of another version, or what is none, is not compared', () => {
    const likeness = describePicture(foliage);
    expect(isLikeness({ ...likeness, version: 0 })).toBe(false);
    expect(() => compareLikeness(likeness, { ...likeness, version: 0 })).toThrow(RangeError);
    fc.assert(fc.property(fc.jsonValue(), (value) => !isLikeness(value)));
  });

  it('is made of any size, and of no other bytes than those of the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (widthPx, heightPx) => {
        const rgb = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, at) => (at * 7919) % 251);
        return isLikeness(describePicture({ widthPx, heightPx, rgb }));
      }),
      { numRuns: 12 },
    );
    expect(() => describePicture({ widthPx: 4, heightPx: 4, rgb: new Uint8Array(47) })).toThrow(RangeError);
  });
});

describe('the perceptual hash', () => {
  it('of a mirrored picture is the mirrored hash', async () => {
    const hash = describePicture(street).hash ?? '';
    const mirrored = describePicture(await mirror(street)).hash ?? '';
    expect(hashDistance(mirrorHash(hash), mirrored)).toBeLessThanOrEqual(2);
    expect(mirrorHash(mirrorHash(hash))).toBe(hash);
  });

  it('differs in about half of its bits between pictures that have nothing in common', () => {
    const [one, other] = [describePicture(street).hash ?? '', describePicture(foliage).hash ?? ''];
    expect(hashDistance(one, other)).toBeGreaterThan(20);
    expect(hashPicture({ widthPx: 8, heightPx: 8, data: new Float32Array(64).fill(3) })).toBeUndefined();
  });
});
