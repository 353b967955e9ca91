import { blurBox } from '@backlot/kernels';
import type { LayerTerms } from '../light/scene-light.ts';
import type { PictureSize } from './chamfer-distance.ts';

/** What tells shadow from light on a photographed street. */
export interface LiftEvidence extends PictureSize {
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  /** 1 where the plate shows the street itself. */
  readonly ground: Uint8Array;
  /** Light on the street with the building standing. */
  readonly standing: LayerTerms;
  readonly sunHeight: number;
}

/** The street's light may rise by at most this factor: deeper shadow holds too little of it to bring back. */
const STRONGEST_LIFT = 8;
/** Brightness over that of the sunlit street near by: below the first the plate lies in shadow, above the second it does not. */
const SURELY_SHADED = 0.55;
const SURELY_LIT = 0.82;
/** Reach of "near by" and of the brightness compared, so that a white line does not count as light; at 1280 px width. */
const NEAR_PX = 48;
/** Where a shadow is wider than that, the sunlit street is looked for this far away. */
const FAR_PX = 240;
const PATCH_PX = 6;

/**
 * By what factor a pixel of the plate may be brightened when the proxy's shadow leaves it. Where the proxy's shadow falls
 * but the plate shows none (a sun a few degrees off, a roof that the box lacks) the answer is 1: nothing was shaded, so
 * nothing may light up.
 */
export function limitLift(evidence: LiftEvidence): Float32Array {
  const { widthPx, heightPx, ground, standing, sunHeight } = evidence;
  const radius = (px: number): number => Math.max(1, Math.round((px * widthPx) / 1280));
  const luma = readLuma(evidence.plate, ground);
  const isLit = Uint8Array.from(ground, (street, pixel) =>
    street && (standing.sun[pixel] ?? 0) > 0.97 * sunHeight * (standing.coverage[pixel] ?? 0) ? 1 : 0,
  );
  const size = { widthPx, heightPx };
  const patch = averageWhere(luma, ground, size, radius(PATCH_PX));
  const near = averageWhere(luma, isLit, size, radius(NEAR_PX));
  const far = averageWhere(luma, isLit, size, radius(FAR_PX));
  return Float32Array.from(ground, (street, pixel) => {
    const around = near[pixel] || (far[pixel] ?? 0);
    if (!street || around <= 0) return STRONGEST_LIFT;
    const shade = (SURELY_LIT - (patch[pixel] ?? 0) / around) / (SURELY_LIT - SURELY_SHADED);
    const share = Math.min(1, Math.max(0, shade));
    return 1 + (STRONGEST_LIFT - 1) * share * share;
  });
}

function readLuma(plate: Float32Array, ground: Uint8Array): Float32Array {
  return Float32Array.from(ground, (_, pixel) => {
    const at = pixel * 3;
    return 0.2126 * (plate[at] ?? 0) + 0.7152 * (plate[at + 1] ?? 0) + 0.0722 * (plate[at + 2] ?? 0);
  });
}

/** Mean of the pixels that `mask` picks within the radius; 0 where there is none. */
function averageWhere(data: Float32Array, mask: Uint8Array, size: PictureSize, radius: number): Float32Array {
  const picked = Float32Array.from(mask);
  const sum = blurBox({ ...size, channels: 1, data: data.map((value, at) => value * (mask[at] ?? 0)) }, radius);
  const weight = blurBox({ ...size, channels: 1, data: picked }, radius);
  return sum.map((value, at) => ((weight[at] ?? 0) > 1e-4 ? value / (weight[at] ?? 1) : 0));
}
