import { mirrorWord, WORDS } from './describe-corner.ts';
import type { DescribedCorner } from './picture-likeness.ts';

/** Two corners that look alike: `from` of one picture, `to` of the other. */
export interface CornerMatch {
  readonly from: DescribedCorner;
  readonly to: DescribedCorner;
}

/** Of 256 bits; between corners that have nothing in common about 128 differ. */
const MOST_DIFFERENT_BITS = 68;
/** The nearest must be nearer than this share of the next that lies elsewhere (Lowe, IJCV 2004). */
const RATIO = 0.86;
/** Shares of the longer side within which two corners are one place, found in two sizes. */
const SAME_PLACE = 0.03;

/**
 * For each corner of one picture the corner of the other that looks like it, where one stands out: what repeats in the
 * other picture, a row of windows, has none.
 */
export function matchCorners(from: readonly DescribedCorner[], to: readonly DescribedCorner[]): CornerMatch[] {
  const [mine, theirs] = [packWords(from), packWords(to)];
  const distances = new Uint16Array(to.length);
  return from.flatMap((corner, index) => {
    const nearest = findNearest(mine, index, theirs, distances);
    const match = to[nearest];
    const bits = distances[nearest] ?? FAR;
    if (!match || bits > MOST_DIFFERENT_BITS || hasRival(to, distances, match, bits / RATIO)) return [];
    return [{ from: corner, to: match }];
  });
}

/** The corners as the picture's mirror has them. `widthShare`: its width, as a share of its longer side. */
export function mirrorCorners(corners: readonly DescribedCorner[], widthShare: number): DescribedCorner[] {
  return corners.map((corner) => ({
    ...corner,
    x: widthShare - corner.x,
    directionX: -corner.directionX,
    words: corner.words.map(mirrorWord),
  }));
}

/** Bits that may differ after two and after four of eight words: more than nine in ten pairs are done with by then. */
const MOST_AFTER_TWO = 30;
const MOST_AFTER_FOUR = 48;
const FAR = 256;

/** Fills `distances` with how many bits each of theirs differs in, 256 where it is far off, and gives the index of the nearest. */
function findNearest(mine: Uint32Array, index: number, theirs: Uint32Array, distances: Uint16Array): number {
  let nearest = 0;
  let least = FAR;
  for (let other = 0; other < distances.length; other++) {
    const bits = countDifferences(mine, index * WORDS, theirs, other * WORDS);
    distances[other] = bits;
    if (bits >= least) continue;
    least = bits;
    nearest = other;
  }
  return nearest;
}

function countDifferences(mine: Uint32Array, my: number, theirs: Uint32Array, their: number): number {
  const between = (first: number, end: number): number => {
    let bits = 0;
    for (let word = first; word < end; word++) bits += countBits((mine[my + word] ?? 0) ^ (theirs[their + word] ?? 0));
    return bits;
  };
  const two = between(0, 2);
  if (two > MOST_AFTER_TWO) return FAR;
  const four = two + between(2, 4);
  return four > MOST_AFTER_FOUR ? FAR : four + between(4, WORDS);
}

function hasRival(
  corners: readonly DescribedCorner[],
  distances: Uint16Array,
  match: DescribedCorner,
  limit: number,
): boolean {
  return corners.some(({ x, y }, index) => {
    if ((distances[index] ?? FAR) >= limit) return false;
    return Math.abs(x - match.x) > SAME_PLACE || Math.abs(y - match.y) > SAME_PLACE;
  });
}

function packWords(corners: readonly DescribedCorner[]): Uint32Array {
  const packed = new Uint32Array(corners.length * WORDS);
  for (const [index, { words }] of corners.entries()) packed.set(words, index * WORDS);
  return packed;
}

/** Bits that are set in a 32-bit word. */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
