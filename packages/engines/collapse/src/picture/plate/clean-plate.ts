import { blurBox } from '@backlot/kernels';
import type { BuildingPlan, SolvedCamera } from '../../set-up/solved-set-up.ts';
import { irradiance, type LayerTerms, type SceneLight } from '../light/scene-light.ts';
import { fillStreet } from './street-without-building.ts';

/** What a clean plate is made from; all pictures have the output's size. */
export interface CleanPlateEvidence {
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly light: SceneLight;
  /** Street and neighbours with the building standing, and with it gone. */
  readonly standing: LayerTerms;
  readonly open: LayerTerms;
  /** What the street without the building shows: object ids, `groundId` the street, and distances along the view. */
  readonly openIds: Uint32Array;
  readonly openDepths: Float32Array;
  readonly groundId: number;
  /** `limitLift` of the plate. */
  readonly liftLimits: Float32Array;
  /** Above 0 where the plate shows the building or its outline (`findPlateOwners`). */
  readonly owners: Uint32Array;
  /** 1 where something stands in front of everything, wholly or in part (`readHoldout`). */
  readonly inFront: Uint8Array;
  readonly camera: SolvedCamera;
  readonly plan: BuildingPlan;
}

/** A shadow's rim, this wide as a share of the width, is met but not copied: shadows of plate and proxy never fit quite. */
const SHADE_RIM_SHARE = 1 / 100;
/** The building takes sunlight away where it takes more than this. */
const LEAST_SHADE = 0.04;

/**
 * The street as if the building had never stood: its shadow and shade divided out, its outline filled with what most
 * likely stood behind it (`fillStreet`).
 */
export function makeCleanPlate(evidence: CleanPlateEvidence): Float32Array {
  const { camera, owners } = evidence;
  const { widthPx, heightPx } = camera;
  const lit = removeShadow(evidence);
  const unfit = findShadeRims(evidence);
  return fillStreet({
    ...evidence,
    picture: { widthPx, heightPx, data: lit },
    hole: owners,
    unfit,
  });
}
function findShadeRims({ standing, open, owners, camera: { widthPx, heightPx } }: CleanPlateEvidence): Uint8Array {
  const radius = Math.ceil(widthPx * SHADE_RIM_SHARE);
  const known = Float32Array.from(owners, (owner) => (owner > 0 ? 0 : 1));
  const shaded = known.map((isKnown, pixel) =>
    (open.sun[pixel] ?? 0) - (standing.sun[pixel] ?? 0) > LEAST_SHADE ? isKnown : 0,
  );
  const near = blurBox({ widthPx, heightPx, channels: 1, data: shaded }, radius);
  const around = blurBox({ widthPx, heightPx, channels: 1, data: known }, radius);
  return Uint8Array.from(near, (sum, pixel) => {
    const share = sum / Math.max(1e-4, around[pixel] ?? 0);
    return share > 0.02 && share < 0.98 ? 1 : 0;
  });
}

/** Light is softened by a pixel before it is divided out: shadow edges of plate and proxy never meet exactly. */
function removeShadow({ plate, light, owners, camera, liftLimits, ...evidence }: CleanPlateEvidence): Float32Array {
  const lit = plate.slice();
  const standing = softenTerms(evidence.standing, camera);
  const open = softenTerms(evidence.open, camera);
  for (let pixel = 0; pixel < owners.length; pixel++) {
    const coverage = standing.coverage[pixel] ?? 0;
    if (owners[pixel] || coverage === 0 || (open.coverage[pixel] ?? 0) === 0) continue;
    for (const channel of [0, 1, 2] as const) {
      const before = irradiance(termsAt(standing, pixel), light, channel);
      const after = irradiance(termsAt(open, pixel), light, channel);
      const lift = Math.min(liftLimits[pixel] ?? 1, after / Math.max(1e-6, before));
      lit[pixel * 3 + channel] = (plate[pixel * 3 + channel] ?? 0) * (1 + coverage * (lift - 1));
    }
  }
  return lit;
}

function softenTerms(terms: LayerTerms, { widthPx, heightPx }: SolvedCamera): LayerTerms {
  const soften = (data: Float32Array): Float32Array => blurBox({ widthPx, heightPx, channels: 1, data }, 1);
  return { coverage: soften(terms.coverage), sun: soften(terms.sun), sky: soften(terms.sky) };
}

/** One pixel of a layer's terms. */
export function termsAt(terms: LayerTerms, pixel: number): { coverage: number; sun: number; sky: number } {
  return { coverage: terms.coverage[pixel] ?? 0, sun: terms.sun[pixel] ?? 0, sky: terms.sky[pixel] ?? 0 };
}
