import { type LayerPasses, type TraceFrame, traceMask } from '@backlot/kernels';
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
