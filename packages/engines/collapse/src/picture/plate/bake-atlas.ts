import type { Vec3 } from '../../set-up/measures.ts';
import { projectPoint } from '../../set-up/project-point.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import type { BuildingModel, Facade } from '../../structure/building-model.ts';
import { irradiance, type LayerTerms, type SceneLight } from '../light/scene-light.ts';
import type { FacadeAtlas } from '../scene/facade-atlas.ts';
import type { BakedFacade } from './baked-facade.ts';
import { termsAt } from './clean-plate.ts';
import { completeFacade } from './complete-facade.ts';

/** What façade pictures are baked from; plate and terms have the camera's size. */
export interface BakeEvidence {
  readonly model: BuildingModel;
  readonly camera: SolvedCamera;
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly light: SceneLight;
  /** Light on the standing building. */
  readonly pieces: LayerTerms;
  /** Object id seen at rest: piece id + 1. */
  readonly restIds: Uint32Array;
}

const LONGEST_SIDE = 2048;
const SHORTEST_SIDE = 16;
/** Texels a plate pixel, so that the bilinear look-up of a falling wall is no softer than the plate. */
const OVERSAMPLING = 1.4;
const HIGHEST_ALBEDO = 1.2;
/** Texels this near to the outline are completed from further in. */
const OUTLINE_PX = 2;

/**
 * The plate's façades as flat albedo pictures: plate over light, looked up where each texel projects to. What the plate
 * doesn't show is completed from what it does (`completeFacade`).
 */
export function bakeAtlas(evidence: BakeEvidence): FacadeAtlas {
  const baked = evidence.model.facades.map((facade) => bakeFacade(facade, evidence));
  return baked.map((texture, index) => completeFacade(texture, index, { baked, facades: evidence.model.facades }));
}

function bakeFacade(facade: Facade, evidence: BakeEvidence): BakedFacade {
  const { width, height } = textureSize(facade, evidence.camera);
  const data = new Float32Array(width * height * 4);
  const seen = new Uint8Array(width * height);
  let count = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = ((column + 0.5) / width) * facade.widthM;
      const v = (1 - (row + 0.5) / height) * facade.heightM;
      const texel = row * width + column;
      if (!bakeTexel(facade, pointOnFacade(facade, u, v), evidence, data.subarray(texel * 4, texel * 4 + 4))) continue;
      seen[texel] = 1;
      count++;
    }
  }
  return { facade: facade.id, width, height, data, seen, seenShare: count / seen.length };
}

/** A place on a façade in the world, from metres along its axes. */
function pointOnFacade(facade: Facade, uM: number, vM: number): Vec3 {
  const at = (axis: 0 | 1 | 2): number => facade.originM[axis] + uM * facade.uAxis[axis] + vM * facade.vAxis[axis];
  return [at(0), at(1), at(2)];
}

function textureSize(facade: Facade, camera: SolvedCamera): { width: number; height: number } {
  const middle = pointOnFacade(facade, facade.widthM / 2, facade.heightM / 2);
  const depthM = Math.max(4, projectPoint(camera, middle)[2]);
  const texelsPerM = (camera.focalPx / depthM) * OVERSAMPLING;
  const side = (lengthM: number): number =>
    Math.max(SHORTEST_SIDE, Math.min(LONGEST_SIDE, Math.round(lengthM * texelsPerM)));
  return { width: side(facade.widthM), height: side(facade.heightM) };
}

/** Writes one texel's albedo; false where the plate doesn't show this place of this façade. */
function bakeTexel(facade: Facade, point: Vec3, evidence: BakeEvidence, out: Float32Array): boolean {
  const { camera, restIds, model } = evidence;
  if (!facesCamera(facade, point, camera)) return false;
  const [xPx, yPx] = projectPoint(camera, point);
  if (xPx < 0.5 || yPx < 0.5 || xPx > camera.widthPx - 0.5 || yPx > camera.heightPx - 0.5) return false;
  const pixel = Math.floor(yPx) * camera.widthPx + Math.floor(xPx);
  const piece = model.pieces[(restIds[pixel] ?? 0) - 1];
  if (piece?.facade !== facade.id || !isInside(evidence, pixel)) return false;
  const terms = termsAt(evidence.pieces, pixel);
  for (const channel of [0, 1, 2] as const) {
    const gathered = Math.max(1e-4, irradiance(terms, evidence.light, channel));
    out[channel] = Math.min(HIGHEST_ALBEDO, samplePlate(evidence, xPx, yPx, channel) / gathered);
  }
  return true;
}

/** True where the building covers the pixel and all around it: its outline holds sky, which no wall may carry off. */
function isInside({ pieces, camera }: BakeEvidence, pixel: number): boolean {
  for (let row = -OUTLINE_PX; row <= OUTLINE_PX; row++) {
    for (let column = -OUTLINE_PX; column <= OUTLINE_PX; column++) {
      const near = pieces.coverage[pixel + row * camera.widthPx + column];
      if (near !== undefined && near !== 1) return false;
    }
  }
  return true;
}

function facesCamera(facade: Facade, point: Vec3, camera: SolvedCamera): boolean {
  let facing = 0;
  let squared = 0;
  for (const axis of [0, 1, 2] as const) {
    const towards = camera.positionM[axis] - point[axis];
    facing += towards * facade.normal[axis];
    squared += towards * towards;
  }
  // Below about 5° of grazing view a texel holds more guess than plate.
  return facing > 0 && facing * facing > 0.0076 * squared;
}

function samplePlate({ plate, camera }: BakeEvidence, xPx: number, yPx: number, channel: number): number {
  const x = Math.min(camera.widthPx - 1.001, Math.max(0, xPx - 0.5));
  const y = Math.min(camera.heightPx - 1.001, Math.max(0, yPx - 0.5));
  const column = Math.floor(x);
  const row = Math.floor(y);
  const read = (stepX: number, stepY: number): number =>
    plate[((row + stepY) * camera.widthPx + column + stepX) * 3 + channel] ?? 0;
  const [shareX, shareY] = [x - column, y - row];
  const upper = read(0, 0) * (1 - shareX) + read(1, 0) * shareX;
  const lower = read(0, 1) * (1 - shareX) + read(1, 1) * shareX;
  return upper * (1 - shareY) + lower * shareY;
}
