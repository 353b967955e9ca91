import { deterministicMath } from './deterministic-math.ts';
import type { DustTransmittance, LayerOptions } from './trace-layers.ts';
import type { PathOptions } from './trace-path.ts';
import type { TraceCamera, TraceSun } from './trace-types.ts';

/** The words of a job block, seen as integers and as floats; slots are those of assembly/trace/layers.ts and path.ts. */
export interface JobBlock {
  words: Int32Array;
  floats: Float32Array;
}

/** Where the parts of a layer job lie in the tracer's memory; 0 = absent. */
export interface LayerAddresses {
  region: number;
  dust: number;
  restPicture: number;
  /** In the order of LayerPasses: coverage, albedo, sun, sky; coverage, sun, sky; depth, normal, id, motion. */
  passes: readonly number[];
}

/** Fills a layer job. @throws RangeError for a camera, sun or rectangle that makes no sense. */
export function writeLayerJob(
  job: JobBlock,
  options: LayerOptions,
  samples: number,
  dust: DustTransmittance | undefined,
  at: LayerAddresses,
): void {
  const { camera, rect = [0, 0, camera.width, camera.height], skySamples = samples } = options;
  if (!Number.isInteger(skySamples) || skySamples < 0)
    throw new RangeError(`Layers: skySamples must be a whole number, got ${skySamples}`);
  const [left, top, width, height] = rect;
  if (
    !rect.every(Number.isInteger) ||
    left < 0 ||
    top < 0 ||
    left + width > camera.width ||
    top + height > camera.height
  ) {
    throw new RangeError(`Layers: rect ${rect.join(', ')} is not inside ${camera.width} × ${camera.height}`);
  }
  job.words.fill(0);
  writeCamera(job, camera);
  writeSun(job, options.sun);
  job.words.set([samples, skySamples, left, top, left + width, top + height], 2);
  job.words[27] = options.catchers === false ? 0 : 1;
  job.words[28] = at.region;
  const previous = options.previousCamera;
  if (previous) {
    checkCamera(previous);
    job.floats.set([previous.focalPx, ...(previous.principalPx ?? [previous.width / 2, previous.height / 2])], 29);
  }
  job.floats.set(viewOf(previous ?? camera), 32);
  if (dust) writeDust(job, dust, at.dust);
  job.words[55] = at.restPicture;
  job.words.set(at.passes, 56);
}

/** Fills a path job. @throws RangeError for counts out of range. */
export function writePathJob(job: JobBlock, options: PathOptions, passes: readonly number[]): void {
  const { camera, rows = [0, camera.height], bounces = 2, samplesPerPixel, sky } = options;
  if (!Number.isInteger(samplesPerPixel) || samplesPerPixel < 1)
    throw new RangeError(`Paths: samplesPerPixel must be 1 or more, got ${samplesPerPixel}`);
  if (!Number.isInteger(bounces) || bounces < 0 || bounces > 8)
    throw new RangeError(`Paths: bounces must be 0 … 8, got ${bounces}`);
  const [first, end] = rows;
  if (!rows.every(Number.isInteger) || first < 0 || end > camera.height || first >= end) {
    throw new RangeError(`Paths: rows ${first} … ${end} are not inside a height of ${camera.height}`);
  }
  job.words.fill(0);
  writeCamera(job, camera);
  writeSun(job, options.sun);
  job.words.set([samplesPerPixel, bounces, first, end, options.seed ?? 0, 'texture' in sky ? sky.texture : -1], 2);
  job.floats.set(options.sun.radiance, 27);
  job.floats[30] = 'texture' in sky ? (sky.gain ?? 1) : 1;
  if ('radiance' in sky) job.floats.set(sky.radiance, 31);
  job.floats[34] = options.clampRadiance ?? 3.4e38;
  job.words.set(passes, 35);
}

function writeCamera(job: JobBlock, camera: TraceCamera): void {
  checkCamera(camera);
  job.words.set([camera.width, camera.height]);
  job.floats.set([camera.focalPx, ...(camera.principalPx ?? [camera.width / 2, camera.height / 2])], 8);
  job.floats.set(Array.from(camera.pose), 11);
}

function checkCamera(camera: TraceCamera): void {
  const { width, height, focalPx, pose } = camera;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`Camera: the picture must have whole pixels, got ${width} × ${height}`);
  }
  if (!(focalPx > 0) || !Number.isFinite(focalPx))
    throw new RangeError(`Camera: focalPx must be above 0, got ${focalPx}`);
  if (pose.length !== 12 || !Array.from(pose).every(Number.isFinite))
    throw new RangeError('Camera: the pose needs 12 finite numbers');
}

function writeSun(job: JobBlock, sun: TraceSun): void {
  const [x, y, z] = sun.direction;
  const length = Math.sqrt(x * x + y * y + z * z);
  if (!(length > 0) || !Number.isFinite(length))
    throw new RangeError(`Sun: the direction needs a length, got ${x}, ${y}, ${z}`);
  const radius = deterministicMath.tan(((sun.angularRadiusDeg ?? 0.27) * Math.PI) / 180);
  job.floats.set([x / length, y / length, z / length, radius], 23);
}

function viewOf(camera: TraceCamera): number[] {
  const at = (row: number, column: number): number => camera.pose[row * 4 + column] ?? 0;
  return [0, 1, 2].flatMap((axis) => {
    const [x, y, z] = [at(0, axis), at(1, axis), at(2, axis)];
    return [x, y, z, -(x * at(0, 3) + y * at(1, 3) + z * at(2, 3))];
  });
}

function writeDust(job: JobBlock, dust: DustTransmittance, address: number): void {
  const { size, min, max } = dust;
  job.words.set([address, dust.data instanceof Uint8Array ? 1 : 0, ...size], 44);
  job.floats.set(min, 49);
  job.floats.set(
    ([0, 1, 2] as const).map((axis) => (size[axis] - 1) / (max[axis] - min[axis])),
    52,
  );
}
