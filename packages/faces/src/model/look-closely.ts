import type { RgbPicture } from '@backlot/media';
import type { FaceBox } from '../face-box.ts';
import type { FaceQuality, FoundFace } from '../found-face.ts';
import { cropSquare, type Square } from './crop-square.ts';
import { isFaceUsable } from './face-usability.ts';
import type { SeenBox } from './find-boxes.ts';
import type { HumanFace, HumanModels } from './load-human.ts';
import { measureSharpness, SHARPNESS_SIDE_PX } from './measure-sharpness.ts';

// The face fills half of what the models get, which is how they were trained to see it.
const SURROUNDINGS = 2;
const SIDE_PX = 384;
const FULL_MESH = 468;

// A mesh on something that is no face stays below 0.1; a true profile's may too, so that two sure looks of the detector
// do as well. Coins, cats and car lamps pass by that door: a needless look by a person, the better mistake.
const MIN_MESH_CONFIDENCE = 0.3;
const MIN_MEAN_CONFIDENCE = 0.55;

/** Looks at one box again, large and in its middle; undefined where there is no face after all. */
export async function lookClosely(
  models: HumanModels,
  picture: RgbPicture,
  seen: SeenBox,
): Promise<FoundFace | undefined> {
  const square = squareAround(seen);
  const face = await describe(models, picture, square, false);
  if (!face?.embedding || !isFace(face, seen)) return undefined;
  const box = boxOf(face, square);
  const quality = qualityOf(picture, face, box);
  const isUsable = isFaceUsable(quality);
  // The mean with the mirrored face: one stranger fewer in four is taken for the performer, at twice the time.
  const mirrored = isUsable ? await describe(models, picture, square, true) : undefined;
  const descriptor = unitMean(face.embedding, mirrored?.embedding ?? face.embedding);
  return { box, confidence: Math.max(face.boxScore, seen.confidence), descriptor, quality, isUsable };
}

function isFace(face: HumanFace, seen: SeenBox): boolean {
  return face.faceScore >= MIN_MESH_CONFIDENCE || (face.boxScore + seen.confidence) / 2 >= MIN_MEAN_CONFIDENCE;
}

function squareAround({ leftPx, topPx, widthPx, heightPx }: FaceBox): Square {
  const sidePx = Math.max(widthPx, heightPx) * SURROUNDINGS;
  return { leftPx: leftPx + (widthPx - sidePx) / 2, topPx: topPx + (heightPx - sidePx) / 2, sidePx };
}

/** The face nearest to the middle. */
async function describe(
  models: HumanModels,
  picture: RgbPicture,
  square: Square,
  isMirrored: boolean,
): Promise<HumanFace | undefined> {
  const faces = await models.look('describe', cropSquare(picture, square, SIDE_PX, isMirrored), SIDE_PX);
  const distance = ({ box: [left, top, width, height] }: HumanFace): number =>
    Math.hypot(left + width / 2 - SIDE_PX / 2, top + height / 2 - SIDE_PX / 2);
  const nearest = [...faces].sort((a, b) => distance(a) - distance(b))[0];
  return nearest && distance(nearest) < SIDE_PX / 4 ? nearest : undefined;
}

/** The mesh's own extent; where there is no mesh, the detector's box without its margin. */
function boxOf(face: HumanFace, square: Square): FaceBox {
  const scale = square.sidePx / SIDE_PX;
  const [left, top, right, bottom] = face.mesh.length >= FULL_MESH ? extentOf(face.mesh) : withoutMargin(face.box);
  return {
    leftPx: square.leftPx + left * scale,
    topPx: square.topPx + top * scale,
    widthPx: (right - left) * scale,
    heightPx: (bottom - top) * scale,
  };
}

type Extent = readonly [left: number, top: number, right: number, bottom: number];

function extentOf(mesh: HumanFace['mesh']): Extent {
  const columns = mesh.map(([x = 0]) => x);
  const rows = mesh.map(([, y = 0]) => y);
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
}

function withoutMargin([left, top, width, height]: HumanFace['box']): Extent {
  const margin = (1 - 1 / 1.4) / 2;
  return [left + width * margin, top + height * margin, left + width * (1 - margin), top + height * (1 - margin)];
}

function qualityOf(picture: RgbPicture, face: HumanFace, box: FaceBox): FaceQuality {
  const sizePx = Math.max(box.widthPx, box.heightPx);
  const square = {
    leftPx: box.leftPx + (box.widthPx - sizePx) / 2,
    topPx: box.topPx + (box.heightPx - sizePx) / 2,
    sidePx: sizePx,
  };
  const { yaw = 0, pitch = 0, roll = 0 } = face.rotation?.angle ?? {};
  return {
    sizePx,
    yawDeg: toDegrees(yaw),
    pitchDeg: toDegrees(pitch),
    rollDeg: toDegrees(roll),
    sharpness: measureSharpness(cropSquare(picture, square, SHARPNESS_SIDE_PX)),
    meshConfidence: face.faceScore,
  };
}

function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI;
}

function unitMean(a: readonly number[], b: readonly number[]): Float32Array {
  const mean = Float32Array.from(a, (value, index) => value + (b[index] ?? 0));
  const length = Math.hypot(...mean) || 1;
  return mean.map((value) => value / length);
}
