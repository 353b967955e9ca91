/** A stack of equally sized float channels, interleaved, row by row from the top left. */
export interface FloatRaster {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1..4 */
  readonly channels: number;
  readonly data: Float32Array;
}

export interface EdgeAwareGuide {
  /** Unit normals, 3 values a pixel. */
  readonly normals: Float32Array;
  /** Distance along the ray or camera depth, one value a pixel. */
  readonly depths: Float32Array;
  /** Object ids, one a pixel: pixels of different ids never mix. Id 0 is "nothing here": left as it is. */
  readonly ids: Uint32Array;
}

export interface EdgeAwareOptions {
  /** À-trous passes with steps 1, 2, 4, …; default 4 (reach ±15 px). */
  readonly iterations?: number;
  /** Normals' dot product is raised to 2^this; default 6 (64th power). */
  readonly normalExponentLog2?: number;
  /** Depth may leave the pixel's own plane by this share of its depth; default 0.01. */
  readonly depthTolerance?: number;
}

export type TransferCurve = 'srgb' | 'rec709';

/** À-trous edge-aware smoothing of lighting terms (1..4 channels); returns a new array. Same input, same bytes everywhere. */
export function filterEdgeAware(
  terms: FloatRaster,
  guide: EdgeAwareGuide,
  options: EdgeAwareOptions = {},
): Float32Array {
  throw new Error(
    `filterEdgeAware(${terms.widthPx}, ${guide.ids.length}, ${JSON.stringify(options)}) is under construction`,
  );
}

/**
 * Fills the pixels whose `mask` is non-zero with the membrane (Laplace) solution that meets the surroundings; 1..4 channels.
 * With `laplacian` (same shape as data) it solves Poisson's equation instead. Pixels with mask 2 are neither filled nor
 * used as surroundings: a wall that keeps, for example, sky from ground. Returns a new array.
 */
export function fillByDiffusion(raster: FloatRaster, mask: Uint8Array, laplacian?: Float32Array): Float32Array {
  throw new Error(`fillByDiffusion(${raster.widthPx}, ${mask.length}, ${laplacian?.length}) is under construction`);
}

/** Gaussian blur, edges clamped, support ±3 sigma; returns a new array. */
export function blurGaussian(raster: FloatRaster, sigmaPx: number): Float32Array {
  throw new Error(`blurGaussian(${raster.widthPx}, ${sigmaPx}) is under construction`);
}

/** Mean over (2·radius+1)² pixels, edges clamped; returns a new array. */
export function blurBox(raster: FloatRaster, radiusPx: number): Float32Array {
  throw new Error(`blurBox(${raster.widthPx}, ${radiusPx}) is under construction`);
}

/** Resizes with a bilinear or Catmull–Rom bicubic kernel, widened when shrinking; pixel centres at +0.5. */
export function resample(
  raster: FloatRaster,
  size: { readonly widthPx: number; readonly heightPx: number },
  kernel: 'bilinear' | 'bicubic' = 'bicubic',
): Float32Array {
  throw new Error(`resample(${raster.widthPx}, ${size.widthPx}, ${kernel}) is under construction`);
}

/** Rounds floats to half-float bits, to nearest even; overflow gives infinity. */
export function floatsToHalves(source: Float32Array, target = new Uint16Array(source.length)): Uint16Array {
  throw new Error(`floatsToHalves(${source.length}, ${target.length}) is under construction`);
}

/** Widens half-float bits to floats, exactly. */
export function halvesToFloats(source: Uint16Array, target = new Float32Array(source.length)): Float32Array {
  throw new Error(`halvesToFloats(${source.length}, ${target.length}) is under construction`);
}

/** A zlib stream (RFC 1950) with the same bytes on every machine; quick, about zlib's level 1. */
export function deflate(data: Uint8Array): Uint8Array {
  throw new Error(`deflate(${data.length}) is under construction`);
}

/** Linear light to code values 0..maxCode (rounded, clamped): 255, 1023 or 65535. */
export function encodeTransfer(linear: Float32Array, curve: TransferCurve, maxCode: number): Uint16Array {
  throw new Error(`encodeTransfer(${linear.length}, ${curve}, ${maxCode}) is under construction`);
}

/** Code values 0..maxCode to linear light. */
export function decodeTransfer(codes: Uint8Array | Uint16Array, curve: TransferCurve, maxCode: number): Float32Array {
  throw new Error(`decodeTransfer(${codes.length}, ${curve}, ${maxCode}) is under construction`);
}
