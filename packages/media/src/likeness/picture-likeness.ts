import type { RgbPicture } from '../picture/rgb-picture.ts';
import { describeCorner, WORDS } from './describe-corner.ts';
import { buildPyramid, findCorners } from './find-corners.ts';
import { toGrey } from './grey-picture.ts';
import { hashPicture } from './perceptual-hash.ts';

/** Changes with whatever changes a description: those of two versions cannot be compared. */
const LIKENESS_VERSION = 1;

/** What a picture looks like, as far as comparing needs it: plain data, about 40 KB as JSON. No picture comes back from it. */
export interface PictureLikeness {
  readonly version: number;
  /** Of the picture as it was given. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Perceptual hash, 16 hexadecimal digits; absent for a picture too plain to have one. */
  readonly hash?: string;
  /** Its corners, as `encodeCorners` packs them. */
  readonly corners: string;
}

/** A place of a picture with what is around it. */
export interface DescribedCorner {
  /** Shares of the picture's longer side, from the top left. */
  readonly x: number;
  readonly y: number;
  /** Size of what was described, in pixels of the largest level. */
  readonly scale: number;
  readonly directionX: number;
  readonly directionY: number;
  readonly words: Uint32Array;
}

/** Pixels of the longer side of what is looked at: large and small pictures are brought to one size. */
const LONG_SIDE_PX = 560;

/**
 * Describes a picture so that it can be found again: whole, as a part, scaled, recompressed, graded, seen in a mirror. The
 * same bytes give the same description on every machine.
 * @throws RangeError where the bytes are not those of the size
 */
export function describePicture(picture: RgbPicture): PictureLikeness {
  const grey = toGrey(picture, LONG_SIDE_PX);
  const longSide = Math.max(grey.widthPx, grey.heightPx);
  const levels = buildPyramid(grey);
  const corners = findCorners(levels).flatMap((corner) => {
    const level = levels[corner.level];
    if (!level) return [];
    // Levels are rounded to whole pixels.
    const perPixelX = grey.widthPx / level.grey.widthPx;
    const perPixelY = grey.heightPx / level.grey.heightPx;
    const x = ((corner.x + 0.5) * perPixelX) / longSide;
    const y = ((corner.y + 0.5) * perPixelY) / longSide;
    return [{ x, y, scale: level.scale, ...describeCorner(level, corner) }];
  });
  const hash = hashPicture(grey);
  const { widthPx, heightPx } = picture;
  return {
    version: LIKENESS_VERSION,
    widthPx,
    heightPx,
    ...(hash === undefined ? {} : { hash }),
    corners: encodeCorners(corners),
  };
}

const CORNER_BYTES = 2 + 2 + 2 + 1 + 1 + WORDS * 4;
const WHOLE = 65_535;
const SCALE_STEPS = 4096;

/** 40 bytes a corner, little-endian, as Base64: x, y (65535ths), scale (4096ths), direction (127ths), 256 bits. */
function encodeCorners(corners: readonly DescribedCorner[]): string {
  const bytes = Buffer.alloc(corners.length * CORNER_BYTES);
  for (const [index, { x, y, scale, directionX, directionY, words }] of corners.entries()) {
    const at = index * CORNER_BYTES;
    bytes.writeUInt16LE(Math.round(x * WHOLE), at);
    bytes.writeUInt16LE(Math.round(y * WHOLE), at + 2);
    bytes.writeUInt16LE(Math.round(scale * SCALE_STEPS), at + 4);
    bytes.writeInt8(Math.round(directionX * 127), at + 6);
    bytes.writeInt8(Math.round(directionY * 127), at + 7);
    words.forEach((word, place) => {
      bytes.writeUInt32LE(word, at + 8 + place * 4);
    });
  }
  return bytes.toString('base64');
}

/** The corners of a likeness, in the order of their levels. */
export function decodeCorners({ corners }: Pick<PictureLikeness, 'corners'>): DescribedCorner[] {
  const bytes = Buffer.from(corners, 'base64');
  return Array.from({ length: Math.floor(bytes.length / CORNER_BYTES) }, (_, index) => {
    const at = index * CORNER_BYTES;
    return {
      x: bytes.readUInt16LE(at) / WHOLE,
      y: bytes.readUInt16LE(at + 2) / WHOLE,
      scale: bytes.readUInt16LE(at + 4) / SCALE_STEPS,
      directionX: bytes.readInt8(at + 6) / 127,
      directionY: bytes.readInt8(at + 7) / 127,
      words: Uint32Array.from({ length: WORDS }, (__, place) => bytes.readUInt32LE(at + 8 + place * 4)),
    };
  });
}

/** Whether a value that was kept somewhere is a likeness that this build can compare. */
export function isLikeness(value: unknown): value is PictureLikeness {
  const read = (key: keyof PictureLikeness): unknown => Reflect.get(Object(value), key);
  const [hash, corners] = [read('hash'), read('corners')];
  return (
    read('version') === LIKENESS_VERSION &&
    [read('widthPx'), read('heightPx')].every((side) => typeof side === 'number' && side > 0) &&
    (hash === undefined || (typeof hash === 'string' && /^[0-9a-f]{16}$/.test(hash))) &&
    typeof corners === 'string'
  );
}
