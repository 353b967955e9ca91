import type { Corner, PyramidLevel } from './find-corners.ts';

/** Pairs of points whose brightness is compared: one bit each. */
const PAIRS = 256;
/** 32-bit words of a description. */
export const WORDS = PAIRS / 32;
const RADIUS_PX = 14;

/** Which way a corner looks, as a unit vector, and what is around it, seen that way. */
export interface CornerView {
  readonly directionX: number;
  readonly directionY: number;
  readonly words: Uint32Array;
}

/**
 * Describes what is around a corner by comparing 256 pairs of points, turned with it: the same in any size, turned or
 * graded (after Rublee et al., "ORB: an efficient alternative to SIFT or SURF", ICCV 2011, with pairs of our own).
 */
export function describeCorner({ grey: { widthPx }, smooth }: PyramidLevel, { x, y }: Corner): CornerView {
  const at = y * widthPx + x;
  const [directionX, directionY] = findDirection(smooth, at, widthPx);
  const read = (across: number, down: number): number => {
    const column = Math.round(across * directionX - down * directionY);
    const row = Math.round(across * directionY + down * directionX);
    return smooth[at + row * widthPx + column] ?? 0;
  };
  const words = new Uint32Array(WORDS);
  for (let pair = 0; pair < PAIRS; pair++) {
    const [fromX = 0, fromY = 0, toX = 0, toY = 0] = PATTERN.subarray(pair * 4, pair * 4 + 4);
    const word = pair >>> 5;
    if (read(fromX, fromY) < read(toX, toY)) words[word] = (words[word] ?? 0) | (1 << (pair & 31));
  }
  return { directionX, directionY, words };
}

/** The same corner seen in a mirror: each pair stands beside its mirrored one, so that neighbouring bits change places. */
export function mirrorWord(word: number): number {
  return ((word >>> 1) & 0x55555555) | ((word & 0x55555555) << 1);
}

/** From a corner to the weighted middle of the brightness around it. */
function findDirection(smooth: Float32Array, at: number, widthPx: number): readonly [number, number] {
  let [across, down] = [0, 0];
  for (let row = -RADIUS_PX; row <= RADIUS_PX; row++) {
    const reach = Math.floor(Math.sqrt(RADIUS_PX * RADIUS_PX - row * row));
    for (let column = -reach; column <= reach; column++) {
      const value = smooth[at + row * widthPx + column] ?? 0;
      across += column * value;
      down += row * value;
    }
  }
  const length = Math.sqrt(across * across + down * down);
  return length === 0 ? [1, 0] : [across / length, down / length];
}

/** From x, from y, to x, to y of each pair; near the middle more often, and the mirrored pair after each. */
const PATTERN = drawPattern();

function drawPattern(): Float32Array {
  const next = seedNumbers(0x9e3779b9);
  const pattern = new Float32Array(PAIRS * 4);
  for (let pair = 0; pair < PAIRS; pair += 2) {
    const [fromX, fromY] = drawPoint(next);
    const [toX, toY] = drawPoint(next);
    pattern.set([fromX, fromY, toX, toY, fromX, -fromY, toX, -toY], pair * 4);
  }
  return pattern;
}

/** About normal (the sum of four), within the radius. */
function drawPoint(next: () => number): readonly [number, number] {
  for (;;) {
    const [x, y] = [0, 0].map(() => (next() + next() + next() + next() - 2) * RADIUS_PX * 0.9) as [number, number];
    if (x * x + y * y <= RADIUS_PX * RADIUS_PX) return [x, y];
  }
}

/** 0..1, the same everywhere (xorshift32). */
function seedNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
