import type { DustTransmittance, LayerOptions, LayerPasses } from './trace-layers.ts';
import type { PathOptions, PathPasses } from './trace-path.ts';
import type {
  TraceFrame,
  TraceHits,
  TraceInstance,
  TraceMaterial,
  TraceMesh,
  TraceRays,
  TraceTexture,
} from './trace-types.ts';

/**
 * A two-level scene in the SIMD tracer's own memory. Order: materials, textures and meshes; instances; a frame; then render.
 * Not shared between threads: each worker builds its own. Same calls, same bytes, on every machine.
 * Returned arrays are views into that memory and hold until the next call of any method: copy what you keep.
 */
export interface TraceScene {
  addTexture(texture: TraceTexture): number;
  addMaterial(material: TraceMaterial): number;
  /** Builds the mesh's BVH. Throws RangeError for indices out of range, non-finite positions, or wrong lengths. */
  addMesh(mesh: TraceMesh): number;
  /** Places meshes; replaces earlier instances. Call setFrame afterwards. */
  setInstances(instances: readonly TraceInstance[]): void;
  /** Poses the instances: rebuilds only the top level, once per time sample. */
  setFrame(frame: TraceFrame): void;
  /** RGBA floats, scene-linear, of exactly the render's size: the albedo of pieces at rest at each pixel. */
  setRestPicture(picture: { width: number; height: number; data: Float32Array } | undefined): void;
  /** Multiplies sun visibility; undefined removes it. */
  setDust(dust: DustTransmittance | undefined): void;
  /** Nearest hit per ray. */
  intersect(rays: TraceRays): TraceHits;
  /** 1 where something lies before `maxDistances` (in units of the direction; default far away). */
  occluded(rays: TraceRays & { maxDistances?: Float32Array }): Uint8Array;
  /** Renders the piece and catcher layers of the frame that was set. */
  renderLayers(options: LayerOptions): LayerPasses;
  /** Path traces rows of the picture at the first time sample. */
  renderPaths(options: PathOptions): PathPasses;
}
