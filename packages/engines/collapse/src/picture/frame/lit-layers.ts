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

/** Renders the frame and smooths the noise of the sky term; arrays are copies. `guide` is absent while it is being made. */
export function renderLitLayers(
  collapse: CollapseScene,
  frame: TraceFrame,
  options: { readonly settings: LayerSettings; readonly guide?: CatcherGuide },
): LayerPasses {
  const { settings, guide } = options;
  collapse.scene.setFrame(frame);
  const view = collapse.scene.renderLayers({
    camera: collapse.camera,
    sun: { direction: settings.sunDirection },
    skySamples: settings.skySamples,
  });
  const passes = copyPasses(view);
  return guide ? filterSky(passes, guide, settings.filterIterations) : passes;
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

function filterSky(passes: LayerPasses, guide: CatcherGuide, iterations: number): LayerPasses {
  const { width: widthPx, height: heightPx } = passes;
  const smooth = (sky: Float32Array, coverage: Float32Array, ids: Uint32Array, own: boolean): Float32Array => {
    const share = sky.map((value, pixel) => ((coverage[pixel] ?? 0) > 0 ? value / (coverage[pixel] ?? 1) : 0));
    const surface = own ? { normals: passes.normal, depths: passes.depth } : guide;
    const filtered = filterEdgeAware(
      { widthPx, heightPx, channels: 1, data: share },
      { normals: surface.normals, depths: surface.depths, ids },
      { iterations },
    );
    return filtered.map((value, pixel) => value * (coverage[pixel] ?? 0));
  };
  // Pieces share an id of their own here: their light runs on across the cracks between them.
  const pieceIds = new Uint32Array(passes.pieceCoverage.length);
  const catcherIds = guide.ids.slice();
  for (let pixel = 0; pixel < pieceIds.length; pixel++) {
    if ((passes.pieceCoverage[pixel] ?? 0) === 1) pieceIds[pixel] = 1;
    if ((passes.catcherCoverage[pixel] ?? 0) === 0) catcherIds[pixel] = 0;
  }
  return {
    ...passes,
    pieceSky: smooth(passes.pieceSky, passes.pieceCoverage, pieceIds, true),
    catcherSky: smooth(passes.catcherSky, passes.catcherCoverage, catcherIds, false),
  };
}

function copyPasses(view: LayerPasses): LayerPasses {
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
