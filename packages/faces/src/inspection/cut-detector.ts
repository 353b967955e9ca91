import { cropSquare } from '../model/crop-square.ts';
import type { RgbPicture } from '../model/rgb-picture.ts';

const SIDE_PX = 24;
// Mean difference a value of two frames, of 255. Movement and grain inside a shot stay below, or last for several
// frames; a cut is one jump. A flash counts as a cut, which only costs one more frame.
const MIN_JUMP = 12;
const JUMP_OVER_RECENT = 3;
const RECENT_WEIGHT = 0.3;

/** Tells frame by frame, in order, whether a new shot begins; the first frame begins one. */
export function createCutDetector(): (picture: RgbPicture) => boolean {
  let before: Float32Array | undefined;
  let recent = 0;
  return (picture) => {
    const sidePx = Math.max(picture.widthPx, picture.heightPx);
    const now = cropSquare(picture, { leftPx: 0, topPx: 0, sidePx }, SIDE_PX);
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
