import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import type { BuildingModel } from '../../structure/building-model.ts';
import type { LayerTerms } from '../light/scene-light.ts';

/** What tells which façade a pixel shows; plates and terms have the camera's size. */
export interface PureFacadeEvidence {
  readonly model: BuildingModel;
  readonly camera: SolvedCamera;
  /** Linear RGB, 3 a pixel. */
  readonly plate: Float32Array;
  readonly cleanPlate: Float32Array;
  /** Light on the standing building. */
  readonly pieces: LayerTerms;
  /** Object id seen at rest: piece id + 1. */
  readonly restIds: Uint32Array;
}

/** Within this reach of another façade or of the outline a pixel holds some of it: lens blur, and a proxy that is a pixel off. */
const REACH_PX = 2;
/** Sunlight that differs by more within a pixel is a shadow's edge, which proxy and plate never have at quite the same place. */
const SHADOW_EDGE = 0.15;
/** Share of the brightness by which a plate's pixel at the outline must differ from what stood behind. */
const LEAST_DIFFERENCE = 0.3;

/**
 * For each pixel the façade that it shows, unmixed, −1 for all others. Its outline holds sky, which no wall may carry
 * off; yet a coping or gutter is all outline: there a pixel counts that is nothing like what stood behind.
 */
export function findPureFacades(evidence: PureFacadeEvidence): Int32Array {
  const { restIds, model, pieces, camera } = evidence;
  const shown = Int32Array.from(restIds, (id) => model.pieces[id - 1]?.facade ?? -1);
  return shown.map((facade, pixel) => {
    if (facade < 0 || pieces.coverage[pixel] !== 1) return -1;
    let isOutline = false;
    for (let row = -REACH_PX; row <= REACH_PX; row++) {
      for (let column = -REACH_PX; column <= REACH_PX; column++) {
        const near = pixel + row * camera.widthPx + column;
        if ((restIds[near] ?? 0) > 0 && shown[near] !== facade) return -1;
        if (pieces.coverage[near] !== undefined && pieces.coverage[near] !== 1) isOutline = true;
      }
    }
    if (isOutline && !standsOut(evidence, pixel)) return -1;
    return isShadowEdge(evidence, pixel) ? -1 : facade;
  });
}

/** A texel of sunlit stone over shade would sparkle, one of shade over sunlight would be a dark hairline. */
function isShadowEdge({ pieces, camera }: PureFacadeEvidence, pixel: number): boolean {
  const here = pieces.sun[pixel] ?? 0;
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      const near = pixel + row * camera.widthPx + column;
      if (pieces.coverage[near] === 1 && Math.abs((pieces.sun[near] ?? 0) - here) > SHADOW_EDGE) return true;
    }
  }
  return false;
}

/** True where the pixel and the four beside it differ from what stood behind. */
function standsOut({ plate, cleanPlate, camera }: PureFacadeEvidence, pixel: number): boolean {
  return [0, -1, 1, -camera.widthPx, camera.widthPx].every((step) => {
    const at = (pixel + step) * 3;
    let difference = 0;
    let brightness = 0;
    for (let channel = 0; channel < 3; channel++) {
      const here = plate[at + channel] ?? 0;
      const behind = cleanPlate[at + channel] ?? 0;
      difference += Math.abs(here - behind);
      brightness += Math.max(here, behind);
    }
    return difference > LEAST_DIFFERENCE * brightness;
  });
}
