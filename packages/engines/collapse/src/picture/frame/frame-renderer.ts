import {
  createVolumeMarch,
  type DustFrame,
  type DustGrid,
  type DustPicture,
  type DustTransmittance,
  floatsToHalves,
  halvesToFloats,
  type LayerPasses,
  type SunTransmittance,
  type VolumeMarch,
} from '@backlot/kernels';
import { applyGrain, type Picture } from '@backlot/media';
import type { CollapseSetUp, SolvedCamera } from '../../set-up/solved-set-up.ts';
import type { BuildingModel } from '../../structure/building-model.ts';
import { type CompositedFrame, compositeFrame } from '../composite/composite-frame.ts';
import { layDustOver } from '../composite/lay-dust-over.ts';
import { layHoldoutOver } from '../plate/holdout.ts';
import type { PreparedTake } from '../prepare-take.ts';
import { makeCollapseScene } from '../scene/collapse-scene.ts';
import { makeRestMatrices, makeShutterPoses } from '../scene/shutter-poses.ts';
import { filterSky } from './filter-sky.ts';
import { chooseLayerSettings, copyPasses, countRays, renderRawLayers } from './lit-layers.ts';
import type { SimulatedFrame } from './simulated-frame.ts';

/** A finished frame with all its passes; what is in `passes` holds until the next frame is rendered. */
export interface RenderedFrame {
  /** Linear RGB as half bits, 3 a pixel: what the EXR holds, bit for bit. */
  readonly halves: Uint16Array;
  /** The same as floats: what the video is encoded from. */
  readonly picture: Picture;
  readonly passes: LayerPasses;
  /** Premultiplied RGBA of the pieces, 4 a pixel. */
  readonly beauty: Float32Array;
  /** Optical depth of the dust; absent where there is none. */
  readonly dustDensity: Float32Array | undefined;
  /** Rays traced for it, and the time they took; a figure, no part of any byte. */
  readonly rays: number;
  readonly traceMs: number;
}

/** What a renderer is made from; all of it is shared by all frames. */
export interface FrameRendererOptions {
  readonly setUp: CollapseSetUp;
  readonly model: BuildingModel;
  readonly prepared: PreparedTake;
  readonly dustGrid: DustGrid;
  readonly seed: number;
}

/** Renders any frame of one take in any order; a frame depends on its own simulation and the one before, on nothing else. */
export interface FrameRenderer {
  render(frame: SimulatedFrame, previous: SimulatedFrame | undefined): RenderedFrame;
}

/** Brick and lime plaster: warmer than concrete dust, which reads as smoke under a blue sky. */
const DUST_ALBEDO = [0.95, 0.9, 0.825] as const;

/** Builds the scene once; the frames follow. */
export function createFrameRenderer(options: FrameRendererOptions): FrameRenderer {
  const { setUp, model, prepared } = options;
  const collapse = makeCollapseScene(setUp, model, {
    atlas: prepared.atlas,
    shown: { restPicture: prepared.restPicture, owners: prepared.base.owners },
  });
  const { width, height } = collapse.camera;
  collapse.scene.setRestPicture({ width, height, data: prepared.restPicture });
  const rest = makeRestMatrices(model, collapse.instanceCount);
  const settings = chooseLayerSettings(setUp);
  const { samplesPerPixel: samples } = setUp.parameters.output;
  const dustRenderer = createDustRenderer(options);
  const renderMoving = ({ motion, dust }: SimulatedFrame, previous: SimulatedFrame | undefined): RenderedFrame => {
    const poses = makeShutterPoses(rest, { current: motion, previous: previous?.motion }, samples);
    const isDusty = dust !== undefined && dust.boxSize[0] > 0;
    collapse.scene.setDust(isDusty ? dustRenderer.light(dust) : undefined);
    const startMs = performance.now();
    const raw = renderRawLayers(collapse, { samples, ...poses }, settings);
    const traced = { rays: countRays(raw, samples, settings), traceMs: performance.now() - startMs };
    const passes = filterSky(raw, prepared.guide, settings);
    const composited = compositeFrame(prepared.base, passes, markStanding(motion.moved));
    const dustPicture = isDusty ? dustRenderer.render(passes.depth) : undefined;
    if (dustPicture) layDustOver(composited, dustPicture);
    return { ...finishFrame(options, { composited, passes, frame: motion.frame, dustPicture }), ...traced };
  };
  let still: RenderedFrame | undefined;
  return {
    render(frame, previous) {
      if (!isStill(frame)) return renderMoving(frame, previous);
      if (still) return { ...still, rays: 0, traceMs: 0 };
      const rendered = renderMoving(frame, previous);
      still = { ...rendered, passes: copyPasses(rendered.passes) };
      return still;
    },
  };
}

/** Before the trigger all frames are one: nothing has moved, no dust is in the air. */
function isStill({ motion, dust }: SimulatedFrame): boolean {
  return !motion.moved.includes(1) && (dust === undefined || dust.boxSize[0] === 0);
}

function markStanding(moved: Uint8Array): Uint8Array {
  const standing = new Uint8Array(moved.length + 1);
  for (let piece = 0; piece < moved.length; piece++) standing[piece + 1] = moved[piece] ? 0 : 1;
  return standing;
}

function finishFrame(
  { prepared, seed }: FrameRendererOptions,
  made: {
    readonly composited: CompositedFrame;
    readonly passes: LayerPasses;
    readonly frame: number;
    readonly dustPicture: DustPicture | undefined;
  },
): Omit<RenderedFrame, 'rays' | 'traceMs'> {
  const { composited, passes, frame, dustPicture } = made;
  const size = { widthPx: passes.width, heightPx: passes.height, channels: 3 as const };
  const { plate, holdout } = prepared.base;
  if (holdout) takeGrainOff(composited.synthetic, holdout);
  applyGrain({ ...size, data: composited.rgb }, prepared.grain, { seed, frame, amount: composited.synthetic });
  if (holdout) layHoldoutOver(composited.rgb, plate, holdout);
  const halves = floatsToHalves(composited.rgb);
  return {
    halves,
    picture: { ...size, data: halvesToFloats(halves) },
    passes,
    beauty: composited.beauty,
    dustDensity: dustPicture?.opticalDepth,
  };
}

/** What stands in front is photographed and holds its grain already. */
function takeGrainOff(synthetic: Float32Array, holdout: Float32Array): void {
  for (let pixel = 0; pixel < holdout.length; pixel++) {
    if (holdout[pixel] === 1) synthetic[pixel] = 0;
  }
}

interface DustRenderer {
  /** Lights a frame's dust and gives the shade it casts. */
  light(dust: DustFrame): DustTransmittance;
  /** Pictures the frame that was lit last. */
  render(depthM: Float32Array): DustPicture;
}

function createDustRenderer({ setUp, prepared, dustGrid }: FrameRendererOptions): DustRenderer {
  let march: VolumeMarch | undefined;
  const { sunColour, skyColour, bounceColour: groundColour } = prepared.base.light;
  const camera = toDustCamera(setUp.outputCamera);
  const { widthPx, heightPx } = setUp.outputCamera;
  return {
    light(dust) {
      march ??= createVolumeMarch(dustGrid, { albedo: DUST_ALBEDO });
      march.load(dust, { sunDirection: setUp.sunDirection, sunColour, skyColour, groundColour });
      return toTraceShade(march.sunTransmittance());
    },
    render(depthM) {
      if (!march) throw new Error('Dust must be lit before it is rendered');
      return march.render({ camera, widthPx, heightPx, depthM });
    },
  };
}

function toDustCamera(camera: SolvedCamera) {
  const column = (index: number) =>
    [camera.rotation[index] ?? 0, camera.rotation[index + 3] ?? 0, camera.rotation[index + 6] ?? 0] as const;
  return {
    positionM: camera.positionM,
    right: column(0),
    up: column(1),
    back: column(2),
    focalPx: camera.focalPx,
    principalPx: camera.principalPx,
  };
}

/** The march gives values at cell centres of a box, the tracer wants the first and last of these centres. */
function toTraceShade({ dims, bounds, data }: SunTransmittance): DustTransmittance {
  const inset = (axis: 0 | 1 | 2): number => (bounds.maxM[axis] - bounds.minM[axis]) / dims[axis] / 2;
  const { minM, maxM } = bounds;
  return {
    size: dims,
    min: [minM[0] + inset(0), minM[1] + inset(1), minM[2] + inset(2)],
    max: [maxM[0] - inset(0), maxM[1] - inset(1), maxM[2] - inset(2)],
    data,
  };
}
