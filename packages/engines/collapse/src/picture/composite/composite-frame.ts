import type { LayerPasses } from '@backlot/kernels';
import type { SceneLight } from '../light/scene-light.ts';

/** What a composite compares each frame with: the plate, what lies behind the building, and the light at rest. */
export interface CompositeBase {
  readonly light: SceneLight;
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly cleanPlate: Float32Array;
  /** The standing building's passes, filtered as every frame's are. */
  readonly rest: RelightTerms;
  /** Street and neighbours without the building. */
  readonly open: Pick<RelightTerms, 'catcherCoverage' | 'catcherSun' | 'catcherSky'>;
  /** `limitLift`: how far a pixel's light may rise over the plate's own. */
  readonly liftLimits: Float32Array;
  /** Share of each pixel that stands in front of everything; absent where nothing does (`readHoldout`). */
  readonly holdout?: Float32Array;
  /** `findPlateOwners`: object id whose stay keeps the plate valid; 0 = always valid. */
  readonly owners: Uint32Array;
}

/** The passes that decide a pixel's colour. */
export type RelightTerms = Pick<
  LayerPasses,
  'pieceCoverage' | 'pieceAlbedo' | 'pieceSun' | 'pieceSky' | 'catcherCoverage' | 'catcherSun' | 'catcherSky'
>;

/** A frame before dust and grain. */
export interface CompositedFrame {
  /** Linear RGB, 3 a pixel; the plate's own floats where nothing has changed. */
  readonly rgb: Float32Array;
  /** Premultiplied RGBA of the pieces alone, 4 a pixel. */
  readonly beauty: Float32Array;
  /** Share of the pixel that no photograph gave: rendered pieces, later dust. It lacks grain. */
  readonly synthetic: Float32Array;
}

/**
 * Lays the pieces over the relit street. A pixel whose passes equal those at rest bit for bit is the plate's own;
 * elsewhere the plate is multiplied by light now over light at rest, the clean plate by light now over open light.
 * `standing` is 1 for each object id that is still at rest (index 0 unused).
 */
export function compositeFrame(base: CompositeBase, now: RelightTerms, standing: Uint8Array): CompositedFrame {
  const pixelCount = base.owners.length;
  const frame = {
    rgb: base.plate.slice(),
    beauty: new Float32Array(pixelCount * 4),
    synthetic: new Float32Array(pixelCount),
  };
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const coverage = now.pieceCoverage[pixel] ?? 0;
    if (coverage > 0) shadePieces(base.light, now, pixel, frame.beauty);
    const owner = base.owners[pixel] ?? 0;
    const isPlateValid = owner === 0 || standing[owner] === 1;
    if (isPlateValid && equalsRest(base.rest, now, pixel)) continue;
    compositePixel(base, now, { pixel, coverage, isPlateValid }, frame);
  }
  return frame;
}

function equalsRest(rest: RelightTerms, now: RelightTerms, pixel: number): boolean {
  const rgb = pixel * 3;
  return (
    rest.pieceCoverage[pixel] === now.pieceCoverage[pixel] &&
    rest.pieceSun[pixel] === now.pieceSun[pixel] &&
    rest.pieceSky[pixel] === now.pieceSky[pixel] &&
    rest.catcherCoverage[pixel] === now.catcherCoverage[pixel] &&
    rest.catcherSun[pixel] === now.catcherSun[pixel] &&
    rest.catcherSky[pixel] === now.catcherSky[pixel] &&
    rest.pieceAlbedo[rgb] === now.pieceAlbedo[rgb] &&
    rest.pieceAlbedo[rgb + 1] === now.pieceAlbedo[rgb + 1] &&
    rest.pieceAlbedo[rgb + 2] === now.pieceAlbedo[rgb + 2]
  );
}

function shadePieces(light: SceneLight, now: RelightTerms, pixel: number, beauty: Float32Array): void {
  const coverage = now.pieceCoverage[pixel] ?? 0;
  const sun = (now.pieceSun[pixel] ?? 0) / coverage;
  const sky = (now.pieceSky[pixel] ?? 0) / coverage;
  for (const channel of [0, 1, 2] as const) {
    const gathered =
      light.sunColour[channel] * sun + light.skyColour[channel] * sky + light.bounceColour[channel] * (1 - sky);
    beauty[pixel * 4 + channel] = (now.pieceAlbedo[pixel * 3 + channel] ?? 0) * gathered;
  }
  beauty[pixel * 4 + 3] = coverage;
}

function compositePixel(
  base: CompositeBase,
  now: RelightTerms,
  place: { readonly pixel: number; readonly coverage: number; readonly isPlateValid: boolean },
  frame: CompositedFrame,
): void {
  const { pixel, coverage, isPlateValid } = place;
  const backdrop = isPlateValid ? base.plate : base.cleanPlate;
  const reference = isPlateValid ? base.rest : base.open;
  const caught = now.catcherCoverage[pixel] ?? 0;
  const caughtBefore = reference.catcherCoverage[pixel] ?? 0;
  const isRelit = caught > 0 && caughtBefore > 0 && coverage < 1;
  const sunNow = isRelit ? (now.catcherSun[pixel] ?? 0) / caught : 0;
  const skyNow = isRelit ? (now.catcherSky[pixel] ?? 0) / caught : 0;
  const sunBefore = isRelit ? (reference.catcherSun[pixel] ?? 0) / caughtBefore : 0;
  const skyBefore = isRelit ? (reference.catcherSky[pixel] ?? 0) / caughtBefore : 0;
  const isUnchanged = sunNow === sunBefore && skyNow === skyBefore;
  const mostLift = base.liftLimits[pixel] ?? 1;
  const { sunColour, skyColour, bounceColour } = base.light;
  for (const channel of [0, 1, 2] as const) {
    let behind = backdrop[pixel * 3 + channel] ?? 0;
    if (isRelit && !isUnchanged) {
      const gather = (sun: number, sky: number): number =>
        sunColour[channel] * sun + skyColour[channel] * sky + bounceColour[channel] * (1 - sky);
      const lift = Math.min(mostLift, gather(sunNow, skyNow) / Math.max(1e-6, gather(sunBefore, skyBefore)));
      behind *= 1 + Math.min(1, caught) * (lift - 1);
    }
    frame.rgb[pixel * 3 + channel] = (frame.beauty[pixel * 4 + channel] ?? 0) + (1 - coverage) * behind;
  }
  // The clean plate is made of the plate and holds its grain already.
  frame.synthetic[pixel] = coverage;
}
