import type { Vec3 } from '../../set-up/measures.ts';
import { projectPoint } from '../../set-up/project-point.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import type { Facade } from '../../structure/building-model.ts';
import { irradiance, type SceneLight } from '../light/scene-light.ts';
import type { FacadeAtlas } from '../scene/facade-atlas.ts';
import type { BakedFacade } from './baked-facade.ts';
import { termsAt } from './clean-plate.ts';
import { completeFacade } from './complete-facade.ts';
import { findPureFacades, type PureFacadeEvidence } from './pure-facades.ts';
import { samplePlate } from './sample-plate.ts';

/** What façade pictures are baked from; plate and terms have the camera's size. */
export interface BakeEvidence extends PureFacadeEvidence {
  readonly light: SceneLight;
}

/** Evidence, and which façade alone each pixel shows (`findPureFacades`). */
type BakeJob = BakeEvidence & { readonly shown: Int32Array };

const LONGEST_SIDE = 2048;
const SHORTEST_SIDE = 16;
/** Texels a plate pixel, so that the bilinear look-up of a falling wall is no softer than the plate. */
const OVERSAMPLING = 2;
/** Above 1: panes send the sky's light back, which no wall does. */
const HIGHEST_ALBEDO = 2;
/**
 * The plate's façades as flat albedo pictures: plate over light, looked up where each texel projects to. What the plate
 * doesn't show is completed from what it does (`completeFacade`).
 */
export function bakeAtlas(evidence: BakeEvidence): FacadeAtlas {
  const job = { ...evidence, shown: findPureFacades(evidence) };
  const baked = evidence.model.facades.map((facade) => bakeFacade(facade, job));
  return baked.map((texture, index) => completeFacade(texture, index, { baked, facades: evidence.model.facades }));
}

function bakeFacade(facade: Facade, evidence: BakeJob): BakedFacade {
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
function bakeTexel(facade: Facade, point: Vec3, evidence: BakeJob, out: Float32Array): boolean {
  const { camera, shown } = evidence;
  if (!facesCamera(facade, point, camera)) return false;
  const [xPx, yPx] = projectPoint(camera, point);
  if (xPx < 0.5 || yPx < 0.5 || xPx > camera.widthPx - 0.5 || yPx > camera.heightPx - 0.5) return false;
  const pixel = Math.floor(yPx) * camera.widthPx + Math.floor(xPx);
  if (shown[pixel] !== facade.id) return false;
  const terms = termsAt(evidence.pieces, pixel);
  for (const channel of [0, 1, 2] as const) {
    const gathered = Math.max(1e-4, irradiance(terms, evidence.light, channel));
    out[channel] = samplePlate(evidence.plate, camera, [xPx, yPx, channel]) / gathered;
  }
  const brightest = Math.max(out[0] ?? 0, out[1] ?? 0, out[2] ?? 0);
  // The hue stays: a blind clipped channel by channel would turn yellow.
  if (brightest > HIGHEST_ALBEDO)
    for (let channel = 0; channel < 3; channel++) {
      out[channel] = ((out[channel] ?? 0) * HIGHEST_ALBEDO) / brightest;
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
