import { blurBox, blurGaussian, fillByDiffusion } from '@backlot/kernels';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { irradiance, type LayerTerms, type SceneLight } from '../light/scene-light.ts';
import { findDetailSources } from './ground-detail.ts';

/** What a clean plate is made from; all pictures have the output's size. */
export interface CleanPlateEvidence {
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly light: SceneLight;
  /** Street and neighbours with the building standing, and with it gone. */
  readonly standing: LayerTerms;
  readonly open: LayerTerms;
  /** 1 where the street itself lies behind everything, no neighbour and no backdrop. */
  readonly ground: Uint8Array;
  /** Above 0 where the plate shows the building or its outline (`findPlateOwners`). */
  readonly owners: Uint32Array;
  readonly camera: SolvedCamera;
}

/** Shadows come out by at most this factor: deeper ones hold too little of the street to bring back. */
const STRONGEST_LIFT = 8;
/** Detail is what a blur of this radius takes away, in pixels of a 1280 px wide picture. */
const DETAIL_SIGMA_PX = 6;

/**
 * The street as if the building had never stood: its shadow and shade divided out, its outline filled, ground from
 * ground and sky or backdrop from beside it, by diffusion; fine detail of the street in front carries on into the fill.
 */
export function makeCleanPlate(evidence: CleanPlateEvidence): Float32Array {
  const { owners, ground } = evidence;
  const { widthPx, heightPx } = evidence.camera;
  const lit = removeShadow(evidence);
  const fill = (data: Float32Array, side: 0 | 1): Float32Array => {
    const mask = Uint8Array.from(owners, (owner, pixel) => (ground[pixel] !== side ? 2 : owner > 0 ? 1 : 0));
    return fillByDiffusion({ widthPx, heightPx, channels: 3, data }, mask);
  };
  const filled = fill(fill(lit, 1), 0);
  return addGroundDetail(filled, evidence);
}

/** Light is softened by a pixel before it is divided out: shadow edges of plate and proxy never meet exactly. */
function removeShadow({ plate, light, owners, camera, ...evidence }: CleanPlateEvidence): Float32Array {
  const lit = plate.slice();
  const standing = softenTerms(evidence.standing, camera);
  const open = softenTerms(evidence.open, camera);
  for (let pixel = 0; pixel < owners.length; pixel++) {
    const coverage = standing.coverage[pixel] ?? 0;
    if (owners[pixel] || coverage === 0 || (open.coverage[pixel] ?? 0) === 0) continue;
    for (const channel of [0, 1, 2] as const) {
      const before = irradiance(termsAt(standing, pixel), light, channel);
      const after = irradiance(termsAt(open, pixel), light, channel);
      const lift = Math.min(STRONGEST_LIFT, after / Math.max(1e-6, before));
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

/** Lays the street's own grain of stones and joints over the smooth fill: the ratio of picture to blur, taken from open street. */
function addGroundDetail(filled: Float32Array, evidence: CleanPlateEvidence): Float32Array {
  const { widthPx, heightPx } = evidence.camera;
  const sigmaPx = Math.max(1, (DETAIL_SIGMA_PX * widthPx) / 1280);
  const smooth = blurGaussian({ widthPx, heightPx, channels: 3, data: filled }, sigmaPx);
  const sources = findDetailSources(evidence.camera, evidence.owners, evidence.ground);
  const out = filled.slice();
  for (let pixel = 0; pixel < sources.length; pixel++) {
    const source = sources[pixel] ?? -1;
    if (source < 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      const from = source * 3 + channel;
      const ratio = (filled[from] ?? 0) / Math.max(1e-4, smooth[from] ?? 0);
      out[pixel * 3 + channel] = (filled[pixel * 3 + channel] ?? 0) * Math.min(1.6, Math.max(0.6, ratio));
    }
  }
  return out;
}
