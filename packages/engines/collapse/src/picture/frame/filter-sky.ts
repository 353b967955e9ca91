import { filterEdgeAware, type LayerPasses } from '@backlot/kernels';
import type { CatcherGuide, LayerSettings } from './lit-layers.ts';

/** A term of one layer, what covers each pixel, and the surfaces that it is filtered along. */
interface LayerTerm {
  readonly sky: Float32Array;
  readonly coverage: Float32Array;
  /** `ids` is 0 where the guide knows nothing of this layer. */
  readonly surfaces: CatcherGuide;
}

/** Smooths the noise of the sky terms, pieces by pieces and street by street; the other passes are handed on as they are. */
export function filterSky(passes: LayerPasses, guide: CatcherGuide, settings: LayerSettings): LayerPasses {
  const { pieceCoverage, catcherCoverage, width: widthPx, height: heightPx } = passes;
  const firstCatcher = guide.ids.reduce((least, id) => (id > 0 && id < least ? id : least), Number.MAX_SAFE_INTEGER);
  // Pieces share an id of their own here: their light runs on across the cracks between them.
  const pieceIds = passes.objectId.map((id, pixel) =>
    (pieceCoverage[pixel] ?? 0) > 0 && id > 0 && id < firstCatcher ? 1 : 0,
  );
  const catcherIds = guide.ids.map((id, pixel) => ((catcherCoverage[pixel] ?? 0) > 0 ? id : 0));
  const smooth = (term: LayerTerm) => smoothTerm(term, { widthPx, heightPx }, settings.filterIterations);
  return {
    ...passes,
    pieceSky: smooth({
      sky: passes.pieceSky,
      coverage: pieceCoverage,
      surfaces: { normals: passes.normal, depths: passes.depth, ids: pieceIds },
    }),
    catcherSky: smooth({ sky: passes.catcherSky, coverage: catcherCoverage, surfaces: { ...guide, ids: catcherIds } }),
  };
}

function smoothTerm(
  { sky, coverage, surfaces }: LayerTerm,
  size: { readonly widthPx: number; readonly heightPx: number },
  iterations: number,
): Float32Array {
  const share = new Float32Array(sky.length);
  for (let pixel = 0; pixel < sky.length; pixel++) {
    const covered = coverage[pixel] ?? 0;
    if (covered > 0) share[pixel] = (sky[pixel] ?? 0) / covered;
  }
  const smoothed = filterEdgeAware({ ...size, channels: 1, data: share }, surfaces, { iterations });
  // Reads pixels with an id, writes those without: in place.
  for (let pixel = 0; pixel < sky.length; pixel++) {
    const covered = coverage[pixel] ?? 0;
    if (covered > 0 && !surfaces.ids[pixel]) smoothed[pixel] = borrow(smoothed, surfaces.ids, pixel, size.widthPx);
  }
  for (let pixel = 0; pixel < sky.length; pixel++) smoothed[pixel] = (smoothed[pixel] ?? 0) * (coverage[pixel] ?? 0);
  return smoothed;
}

/** At an edge, where the guide shows what lies behind, a few rays say less than the light beside it. */
function borrow(smoothed: Float32Array, ids: Uint32Array, pixel: number, widthPx: number): number {
  let sum = 0;
  let count = 0;
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      const near = pixel + row * widthPx + column;
      if (!ids[near]) continue;
      sum += smoothed[near] ?? 0;
      count++;
    }
  }
  return count > 0 ? sum / count : (smoothed[pixel] ?? 0);
}
