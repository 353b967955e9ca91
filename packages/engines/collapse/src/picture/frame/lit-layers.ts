import { filterEdgeAware, type LayerPasses, type TraceFrame, traceMask } from '@backlot/kernels';
import type { CollapseSetUp } from '../../set-up/solved-set-up.ts';
import type { CollapseScene } from '../scene/collapse-scene.ts';

/** Surfaces behind the pieces, for filtering the street's light: street and neighbours never move. */
export interface CatcherGuide {
  readonly normals: Float32Array;
  readonly depths: Float32Array;
  readonly ids: Uint32Array;
}

/** How one take's layers are rendered; the same for rest and every frame, or nothing would stay equal. */
export interface LayerSettings {
  readonly sunDirection: CollapseSetUp['sunDirection'];
  readonly skySamples: number;
  readonly filterIterations: number;
}

/** Settings of a set-up. */
export function chooseLayerSettings(setUp: CollapseSetUp): LayerSettings {
  const { samplesPerPixel } = setUp.parameters.output;
  return { sunDirection: setUp.sunDirection, skySamples: Math.min(samplesPerPixel, 4), filterIterations: 3 };
}

/**
 * Renders the layers of a frame. The arrays are the tracer's own memory, overwritten by its next render: see `copyPasses`.
 */
export function renderRawLayers(collapse: CollapseScene, frame: TraceFrame, settings: LayerSettings): LayerPasses {
  collapse.scene.setFrame(frame);
  return collapse.scene.renderLayers({
    camera: collapse.camera,
    sun: { direction: settings.sunDirection },
    skySamples: settings.skySamples,
  });
}

/** Rays that a render of these passes traced: camera rays, then sun and sky rays from what they hit. */
export function countRays(passes: LayerPasses, samples: number, settings: LayerSettings): number {
  let hits = 0;
  for (let pixel = 0; pixel < passes.pieceCoverage.length; pixel++) {
    hits += (passes.pieceCoverage[pixel] ?? 0) + (passes.catcherCoverage[pixel] ?? 0);
  }
  return Math.round(passes.pieceCoverage.length * samples + hits * (samples + settings.skySamples));
}

/** Masks that take the pieces out of the scene, for the open street. */
export function hidePieces(collapse: CollapseScene): Uint8Array {
  const masks = new Uint8Array(collapse.instanceCount).fill(traceMask.catcher | traceMask.shadow);
  return masks.fill(0, 0, collapse.pieceCount);
}

/** Guide of the street from a render without pieces. */
export function makeCatcherGuide(open: LayerPasses): CatcherGuide {
  return { normals: open.normal, depths: open.depth, ids: open.objectId };
}

/** Smooths the noise of the sky terms, piece by piece and street by street; the other passes are handed on as they are. */
export function filterSky(passes: LayerPasses, guide: CatcherGuide, settings: LayerSettings): LayerPasses {
  const { pieceCoverage, catcherCoverage } = passes;
  // Pieces share an id of their own here: their light runs on across the cracks between them.
  const pieceIds = new Uint32Array(pieceCoverage.length);
  const catcherIds = new Uint32Array(pieceCoverage.length);
  for (let pixel = 0; pixel < pieceIds.length; pixel++) {
    if (pieceCoverage[pixel] === 1) pieceIds[pixel] = 1;
    if ((catcherCoverage[pixel] ?? 0) > 0) catcherIds[pixel] = guide.ids[pixel] ?? 0;
  }
  const size = { widthPx: passes.width, heightPx: passes.height };
  const options = { iterations: settings.filterIterations };
  const smooth = (sky: Float32Array, coverage: Float32Array, surfaces: CatcherGuide): Float32Array => {
    const share = new Float32Array(sky.length);
    for (let pixel = 0; pixel < sky.length; pixel++) {
      const covered = coverage[pixel] ?? 0;
      if (covered > 0) share[pixel] = (sky[pixel] ?? 0) / covered;
    }
    const smoothed = filterEdgeAware({ ...size, channels: 1, data: share }, surfaces, options);
    for (let pixel = 0; pixel < sky.length; pixel++) {
      smoothed[pixel] = (smoothed[pixel] ?? 0) * (coverage[pixel] ?? 0);
    }
    return smoothed;
  };
  return {
    ...passes,
    pieceSky: smooth(passes.pieceSky, pieceCoverage, { normals: passes.normal, depths: passes.depth, ids: pieceIds }),
    catcherSky: smooth(passes.catcherSky, catcherCoverage, { ...guide, ids: catcherIds }),
  };
}

/** Passes of one's own, which outlive the tracer's next render. */
export function copyPasses(view: LayerPasses): LayerPasses {
  return {
    width: view.width,
    height: view.height,
    pieceCoverage: view.pieceCoverage.slice(),
    pieceAlbedo: view.pieceAlbedo.slice(),
    pieceSun: view.pieceSun.slice(),
    pieceSky: view.pieceSky.slice(),
    catcherCoverage: view.catcherCoverage.slice(),
    catcherSun: view.catcherSun.slice(),
    catcherSky: view.catcherSky.slice(),
    depth: view.depth.slice(),
    normal: view.normal.slice(),
    objectId: view.objectId.slice(),
    motion: view.motion.slice(),
  };
}
