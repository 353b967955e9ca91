import type { RgbPicture } from '@backlot/media';
import type { FoundFace } from '../found-face.ts';
import { findBoxes, keepBest } from './find-boxes.ts';
import type { HumanModels } from './load-human.ts';
import { lookClosely } from './look-closely.ts';

/**
 * Finds and describes the faces of one picture, the surest first. An aborted `signal` is heard between two faces.
 * @throws RangeError when the picture has not three bytes for each of its pixels
 */
export async function findFaces(
  models: HumanModels,
  picture: RgbPicture,
  signal?: AbortSignal,
): Promise<readonly FoundFace[]> {
  const { widthPx, heightPx, rgb } = picture;
  if (rgb.length !== widthPx * heightPx * 3 || rgb.length === 0) {
    throw new RangeError(`Faces: expected ${widthPx} × ${heightPx} × 3 bytes, got ${rgb.length}`);
  }
  const found: FoundFace[] = [];
  for (const seen of await findBoxes(models, picture)) {
    signal?.throwIfAborted();
    const face = await lookClosely(models, picture, seen);
    if (face) found.push(face);
  }
  // Two boxes can settle on the same face when they are looked at closely.
  return keepBest(found.map((face) => ({ ...face.box, confidence: face.confidence, face }))).map(({ face }) => face);
}
