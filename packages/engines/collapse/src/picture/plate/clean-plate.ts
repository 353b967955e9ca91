import { blurBox } from '@backlot/kernels';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { irradiance, type LayerTerms, type SceneLight } from '../light/scene-light.ts';
import { fillByMirror } from './mirror-fill.ts';

/** What a clean plate is made from; all pictures have the output's size. */
export interface CleanPlateEvidence {
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly light: SceneLight;
  /** Street and neighbours with the building standing, and with it gone. */
  readonly standing: LayerTerms;
  readonly open: LayerTerms;
  /** `limitLift` of the plate. */
  readonly liftLimits: Float32Array;
  /** Above 0 where the plate shows the building or its outline (`findPlateOwners`). */
  readonly owners: Uint32Array;
  readonly camera: SolvedCamera;
}

/**
 * The street as if the building had never stood: its shadow and shade divided out, its outline filled with what stands
 * beside it.
 */
export function makeCleanPlate(evidence: CleanPlateEvidence): Float32Array {
  const { widthPx, heightPx } = evidence.camera;
  return fillByMirror({ widthPx, heightPx, data: removeShadow(evidence) }, evidence.owners);
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
