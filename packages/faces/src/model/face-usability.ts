import type { FaceQuality } from '../found-face.ts';

/** From where on two pictures of one face stop looking alike to the model; measured, see the room's README. */
const USABLE_FACE = {
  minSizePx: 60,
  maxYawDeg: 35,
  maxPitchDeg: 30,
  minSharpness: 0.06,
  minMeshConfidence: 0.5,
} as const;

/** Whether a comparison of a face that is seen like this means something. */
export function isFaceUsable(quality: FaceQuality): boolean {
  return (
    quality.sizePx >= USABLE_FACE.minSizePx &&
    Math.abs(quality.yawDeg) <= USABLE_FACE.maxYawDeg &&
    Math.abs(quality.pitchDeg) <= USABLE_FACE.maxPitchDeg &&
    quality.sharpness >= USABLE_FACE.minSharpness &&
    quality.meshConfidence >= USABLE_FACE.minMeshConfidence
  );
}
