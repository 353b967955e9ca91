import type { TraceCamera, TraceSun } from './trace-types.ts';

/** What {@link PathPasses} are made with. */
export interface PathOptions {
  camera: TraceCamera;
  /** `radiance`: linear RGB of the irradiance the sun gives on a surface facing it. */
  sun: TraceSun & { radiance: readonly [number, number, number] };
  /** The dome: a latitude-longitude texture (v = 0 zenith, v = 0.5 horizon, u = 0.5 towards −Z, rising towards +X) times `gain`, or one radiance. */
  sky: { texture: number; gain?: number } | { radiance: readonly [number, number, number] };
  samplesPerPixel: number;
  /** Diffuse bounces after the first hit, 0 … 8. Default 2. */
  bounces?: number;
  /** First and one past the last row; workers split a picture by rows with the same bytes. Default all. */
  rows?: readonly [number, number];
  seed?: number;
  /** Radiance of one path is capped here, against fireflies. Default no cap. */
  clampRadiance?: number;
}

/** Row-major passes of the rows asked for, scene-linear. */
export interface PathPasses {
  width: number;
  /** Rows in these arrays. */
  height: number;
  /** RGB. */
  colour: Float32Array;
  /** RGB of the first surface; for the sky its radiance clipped to 1. */
  albedo: Float32Array;
  /** xyz. */
  normal: Float32Array;
  /** Metres along the view axis, 0 = sky. */
  depth: Float32Array;
}
