import type { RgbPicture } from '../picture/rgb-picture.ts';

const SIDE_PX = 24;
// Mean difference a value of two frames, of 255. Movement and grain inside a shot stay below, or last for several
// frames; a cut is one jump. A flash counts as a cut, which only costs one more frame.
const MIN_JUMP = 12;
const JUMP_OVER_RECENT = 3;
const RECENT_WEIGHT = 0.3;
// More samples a side of a cell add nothing to the mean.
const MAX_SAMPLES = 6;

/** Tells frame by frame, in order, whether a new shot begins; the first frame begins one. */
export function createCutDetector(): (picture: RgbPicture) => boolean {
  let before: Float32Array | undefined;
  let recent = 0;
  return (picture) => {
    const now = shrink(picture);
    const jump = before ? meanDifference(before, now) : Number.POSITIVE_INFINITY;
    before = now;
    const isCut = jump >= MIN_JUMP && jump >= recent * JUMP_OVER_RECENT;
    recent = isCut ? 0 : recent + (jump - recent) * RECENT_WEIGHT;
    return isCut;
  };
}

function meanDifference(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  return sum / a.length;
}

/** The mean colour of each of 24 × 24 cells. */
function shrink({ widthPx, heightPx, rgb }: RgbPicture): Float32Array {
  const small = new Float32Array(SIDE_PX * SIDE_PX * 3);
  const [columns, rows] = [listSamples(widthPx), listSamples(heightPx)];
  for (const [row, ys] of rows.entries()) {
    for (const [column, xs] of columns.entries()) {
      const weight = 1 / (xs.length * ys.length);
      const to = (row * SIDE_PX + column) * 3;
      for (const y of ys) {
        for (const x of xs) {
          const from = (y * widthPx + x) * 3;
          for (let c = 0; c < 3; c++) small[to + c] = (small[to + c] ?? 0) + weight * (rgb[from + c] ?? 0);
        }
      }
    }
  }
  return small;
}

/** For each of 24 cells along a side, the pixels that are looked at. */
function listSamples(lengthPx: number): number[][] {
  const step = lengthPx / SIDE_PX;
  const count = Math.max(1, Math.min(MAX_SAMPLES, Math.ceil(step)));
  return Array.from({ length: SIDE_PX }, (_, cell) =>
    Array.from({ length: count }, (__, sample) => Math.floor((cell + (sample + 0.5) / count) * step)),
  );
}
