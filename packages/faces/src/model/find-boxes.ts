import type { RgbPicture } from '@backlot/media';
import type { FaceBox } from '../face-box.ts';
import { cropSquare, type Square } from './crop-square.ts';
import type { HumanModels } from './load-human.ts';
import { tileSquares } from './tile-squares.ts';

/** Where the detector saw a face, and how sure it was. */
export interface SeenBox extends FaceBox {
  readonly confidence: number;
}

// The detector's own input.
const DETECTOR_SIDE_PX = 256;

// Faces of 16 pixels, blurred ones and profiles were seen at 0.55 and more; below, it is walls and foliage.
const MIN_CONFIDENCE = 0.5;

/** Boxes of the faces in a picture, large and small, the surest first; each face once. */
export async function findBoxes(models: HumanModels, picture: RgbPicture): Promise<readonly SeenBox[]> {
  const seen: SeenBox[] = [];
  for (const square of tileSquares(picture.widthPx, picture.heightPx)) {
    const faces = await models.look('detect', cropSquare(picture, square, DETECTOR_SIDE_PX), DETECTOR_SIDE_PX);
    for (const { box, boxScore } of faces) {
      if (boxScore >= MIN_CONFIDENCE) seen.push({ ...placeBox(box, square), confidence: boxScore });
    }
  }
  return keepBest(seen);
}

/** A box of a square that was resampled to the detector's size, in the picture's pixels. */
function placeBox([left, top, width, height]: readonly [number, number, number, number], square: Square): FaceBox {
  const scale = square.sidePx / DETECTOR_SIDE_PX;
  return {
    leftPx: square.leftPx + left * scale,
    topPx: square.topPx + top * scale,
    widthPx: width * scale,
    heightPx: height * scale,
  };
}

/** Of boxes that lie on one another, the surest. */
export function keepBest<Box extends SeenBox>(boxes: readonly Box[]): readonly Box[] {
  const kept: Box[] = [];
  for (const box of [...boxes].sort((a, b) => b.confidence - a.confidence)) {
    if (!kept.some((better) => overlapShare(better, box) > 0.4)) kept.push(box);
  }
  return kept;
}

/** The common area as a share of the smaller box: a box inside another is the same face. */
function overlapShare(a: FaceBox, b: FaceBox): number {
  const width = Math.min(a.leftPx + a.widthPx, b.leftPx + b.widthPx) - Math.max(a.leftPx, b.leftPx);
  const height = Math.min(a.topPx + a.heightPx, b.topPx + b.heightPx) - Math.max(a.topPx, b.topPx);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(a.widthPx * a.heightPx, b.widthPx * b.heightPx);
}
