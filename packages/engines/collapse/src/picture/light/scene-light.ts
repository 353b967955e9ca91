import type { LayerPasses } from '@backlot/kernels';

/** Linear red, green, blue. */
export type Colour = readonly [number, number, number];

/** The plate's light: a white card facing the sun has `sunColour`, one under the open sky alone `skyColour`. */
export interface SceneLight {
  readonly sunColour: Colour;
  readonly skyColour: Colour;
  /** What street and walls send back to a surface that sees no sky at all. */
  readonly bounceColour: Colour;
}

/** The lighting terms of one layer, sums over hits divided by all samples. */
export interface LayerTerms {
  readonly coverage: Float32Array;
  readonly sun: Float32Array;
  readonly sky: Float32Array;
}

/** Irradiance of one channel from a pixel's terms; `coverage` is above 0. */
export function irradiance(
  terms: { coverage: number; sun: number; sky: number },
  light: SceneLight,
  channel: 0 | 1 | 2,
): number {
  const { coverage, sun, sky } = terms;
  const gathered =
    light.sunColour[channel] * sun + light.skyColour[channel] * sky + light.bounceColour[channel] * (coverage - sky);
  return gathered / coverage;
}

/** What a layered render says about the street. */
export function catcherTerms(passes: LayerPasses): LayerTerms {
  return { coverage: passes.catcherCoverage, sun: passes.catcherSun, sky: passes.catcherSky };
}

/** What a layered render says about the pieces. */
export function pieceTerms(passes: LayerPasses): LayerTerms {
  return { coverage: passes.pieceCoverage, sun: passes.pieceSun, sky: passes.pieceSky };
}
