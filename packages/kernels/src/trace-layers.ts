import type { TraceCamera, TraceSun } from './trace-types.ts';

/** The dust's sun transmittance on a box of grid points; trilinear, 1 outside. */
export interface DustTransmittance {
  /** Points along x, y, z. */
  size: readonly [number, number, number];
  /** World position of the first and last grid point, metres. */
  min: readonly [number, number, number];
  max: readonly [number, number, number];
  /** 0 … 1, or 0 … 255 in bytes; x runs fastest, then y, then z. */
  data: Float32Array | Uint8Array;
}

/** What {@link LayerPasses} are made with. The random numbers depend on pixel and sample only, never on the frame. */
export interface LayerOptions {
  camera: TraceCamera;
  sun: TraceSun;
  /** Samples of each pixel that shoot a sky ray, 0 … samples. Default all. */
  skySamples?: number;
  /** Only these pixels: left, top, width, height. Default all. */
  rect?: readonly [number, number, number, number];
  /** width × height bytes; pixels with 0 cost nothing and stay 0. */
  region?: Uint8Array;
  /** 0 skips the catcher layer, for a render of pieces only. Default true. */
  catchers?: boolean;
  /** Camera of the previous frame, for motion. Default the same. */
  previousCamera?: TraceCamera;
}

/**
 * Row-major passes of the render's full size, 0 where nothing was hit or outside rect and region.
 * Terms are sums over the hits of a layer divided by all samples (premultiplied by coverage):
 * irradiance of a layer = (sunColour · sun + skyColour · sky) / coverage.
 */
export interface LayerPasses {
  width: number;
  height: number;
  /** Share of samples whose nearest surface is a piece. */
  pieceCoverage: Float32Array;
  /** RGB, premultiplied by piece coverage. */
  pieceAlbedo: Float32Array;
  /** V_sun · max(0, n·l) · dust. */
  pieceSun: Float32Array;
  /** Cosine-weighted sky visibility. */
  pieceSky: Float32Array;
  /** Share of samples with a catcher when pieces are ignored; 0 where pieces cover every sample. */
  catcherCoverage: Float32Array;
  catcherSun: Float32Array;
  catcherSky: Float32Array;
  /** Metres along the view axis of the nearest piece or catcher at the first sample; 0 = nothing. */
  depth: Float32Array;
  /** World normal xyz of the same surface, towards the viewer. */
  normal: Float32Array;
  /** Its object id. */
  objectId: Uint32Array;
  /** x, y in pixels: where the same surface point was in the previous frame minus where it is now. */
  motion: Float32Array;
}
