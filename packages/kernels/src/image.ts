import { type ImageArena, useImageKernel } from './image-kernel.ts';

/** A stack of equally sized float channels, interleaved, row by row from the top left. */
export interface FloatRaster {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1..4 */
  readonly channels: number;
  readonly data: Float32Array;
}

/** What `filterEdgeAware` keeps apart. */
export interface EdgeAwareGuide {
  /** Unit normals, 3 values a pixel. */
  readonly normals: Float32Array;
  /** Distance along the ray or camera depth, one value a pixel. */
  readonly depths: Float32Array;
  /** Object ids, one a pixel: pixels of different ids never mix. Id 0 is "nothing here": left as it is. */
  readonly ids: Uint32Array;
}

export interface EdgeAwareOptions {
  /** À-trous passes with steps 1, 2, 4, …, 1..8; default 4 (reach ±15 px). */
  readonly iterations?: number;
  /** Normals' dot product is raised to 2^this; default 6 (64th power). */
  readonly normalExponentLog2?: number;
  /** Depth may leave the pixel's own plane by this share of its depth; default 0.01. */
  readonly depthTolerance?: number;
  /** Terms that differ by this much (summed over channels) do not mix: keeps shadow edges. Default: no such limit. */
  readonly termTolerance?: number;
}

/**
 * À-trous edge-aware smoothing of lighting terms (1..4 channels); returns a new array. Same input, same bytes everywhere.
 * Source: Dammertz et al., "Edge-Avoiding À-Trous Wavelet Transform", HPG 2010, with a 3 × 3 kernel.
 */
export function filterEdgeAware(
  terms: FloatRaster,
  guide: EdgeAwareGuide,
  options: EdgeAwareOptions = {},
): Float32Array {
  const { widthPx, heightPx, channels } = checkRaster(terms);
  const count = widthPx * heightPx;
  checkLength('normals', guide.normals.length, count * 3);
  checkLength('depths', guide.depths.length, count);
  checkLength('ids', guide.ids.length, count);
  const { iterations = 4, normalExponentLog2 = 6, depthTolerance = 0.01, termTolerance = 1e38 } = options;
  if (!(iterations >= 1 && iterations <= 8)) throw new RangeError(`iterations: expected 1..8, got ${iterations}`);
  return useImageKernel(count * (52 + channels * 12), (arena) => {
    const at = arena.put(terms.data);
    const inputs = [arena.put(guide.normals), arena.put(guide.depths), arena.put(guide.ids)];
    const numbers = [widthPx, heightPx, iterations, normalExponentLog2, depthTolerance, termTolerance];
    if (!arena.run('edgeAware', at, channels, ...inputs, ...numbers)) throw new RangeError('edgeAware: out of memory');
    return arena.floats(at, terms.data.length).slice();
  });
}

/**
 * Fills the pixels whose `mask` is 1 with the membrane (Laplace) solution that meets the surroundings; 1..4 channels.
 * With `laplacian` (same shape as data) it solves Poisson's equation instead. Pixels with mask 2 are neither filled nor
 * used as surroundings: a wall that keeps, for example, sky from ground. Where nothing surrounds a hole it becomes 0.
 * Multigrid V-cycles until no pixel is off by more than 1e-5 of the largest value. Returns a new array.
 */
export function fillByDiffusion(raster: FloatRaster, mask: Uint8Array, laplacian?: Float32Array): Float32Array {
  const { widthPx, heightPx, channels, data } = checkRaster(raster);
  const count = widthPx * heightPx;
  checkLength('mask', mask.length, count);
  if (laplacian) checkLength('laplacian', laplacian.length, data.length);
  return useImageKernel(count * 110, (arena) => {
    const pixels = expand(arena, raster);
    const side = laplacian ? expand(arena, { ...raster, data: laplacian }) : 0;
    const tolerance = 1e-5 * Math.max(largest(data, mask, channels), 1e-6);
    const cycles = arena.run('membrane', pixels, arena.put(mask), side, widthPx, heightPx, tolerance, 40);
    if (cycles < 0) throw new RangeError('membrane: out of memory');
    return contract(arena, pixels, count, channels);
  });
}

/** Gaussian blur, edges clamped, support ±3 sigma; returns a new array. */
export function blurGaussian(raster: FloatRaster, sigmaPx: number): Float32Array {
  const { widthPx, heightPx, channels } = checkRaster(raster);
  if (!(sigmaPx > 0 && sigmaPx <= 1000)) throw new RangeError(`sigmaPx: expected above 0 up to 1000, got ${sigmaPx}`);
  return useImageKernel(widthPx * heightPx * 40, (arena) => {
    const pixels = expand(arena, raster);
    const scratch = arena.take(widthPx * heightPx * 16);
    const weights = arena.take((Math.ceil(3 * sigmaPx) + 1) * 4);
    arena.run('blurGaussian', pixels, scratch, weights, widthPx, heightPx, sigmaPx);
    return contract(arena, pixels, widthPx * heightPx, channels);
  });
}

/** Mean over (2·radius+1)² pixels, edges clamped; returns a new array. */
export function blurBox(raster: FloatRaster, radiusPx: number): Float32Array {
  const { widthPx, heightPx, channels } = checkRaster(raster);
  if (!(Number.isInteger(radiusPx) && radiusPx >= 0 && radiusPx <= 4096)) {
    throw new RangeError(`radiusPx: expected a whole number 0..4096, got ${radiusPx}`);
  }
  return useImageKernel(widthPx * heightPx * 40, (arena) => {
    const pixels = expand(arena, raster);
    const scratch = arena.take(widthPx * heightPx * 16);
    arena.run('blurBox', pixels, scratch, widthPx, heightPx, radiusPx);
    return contract(arena, pixels, widthPx * heightPx, channels);
  });
}

/** Resizes with a bilinear or Catmull–Rom bicubic kernel, widened when shrinking; pixel centres at +0.5. */
export function resample(
  raster: FloatRaster,
  size: { readonly widthPx: number; readonly heightPx: number },
  kernel: 'bilinear' | 'bicubic' = 'bicubic',
): Float32Array {
  const { widthPx, heightPx, channels } = checkRaster(raster);
  const count = size.widthPx * size.heightPx;
  if (!(Number.isInteger(count) && size.widthPx > 0 && size.heightPx > 0)) {
    throw new RangeError(`resample: expected a size in whole pixels, got ${size.widthPx} × ${size.heightPx}`);
  }
  return useImageKernel(widthPx * heightPx * 24 + count * 32, (arena) => {
    const pixels = expand(arena, raster);
    const between = arena.take(size.widthPx * heightPx * 16);
    const target = arena.take(count * 16);
    const weights = arena.take(16 * (Math.max(widthPx, heightPx) + 8));
    const kind = kernel === 'bilinear' ? 0 : 1;
    arena.run('resample', ...[pixels, widthPx, heightPx, between, target, size.widthPx, size.heightPx, weights, kind]);
    return contract(arena, target, count, channels);
  });
}

function expand(arena: ImageArena, raster: FloatRaster): number {
  const count = raster.widthPx * raster.heightPx;
  const target = arena.take(count * 16);
  arena.run('expandPixels', arena.put(raster.data), target, count, raster.channels);
  return target;
}

function contract(arena: ImageArena, pixels: number, count: number, channels: number): Float32Array {
  const target = arena.take(count * channels * 4);
  arena.run('contractPixels', pixels, target, count, channels);
  return arena.floats(target, count * channels).slice();
}

function checkRaster(raster: FloatRaster): FloatRaster {
  const { widthPx, heightPx, channels, data } = raster;
  if (!(Number.isInteger(widthPx) && Number.isInteger(heightPx) && widthPx > 0 && heightPx > 0)) {
    throw new RangeError(`Raster: expected a size in whole pixels, got ${widthPx} × ${heightPx}`);
  }
  if (![1, 2, 3, 4].includes(channels)) throw new RangeError(`Raster: expected 1..4 channels, got ${channels}`);
  checkLength('data', data.length, widthPx * heightPx * channels);
  return raster;
}

function checkLength(what: string, received: number, expected: number): void {
  if (received !== expected) throw new RangeError(`${what}: expected ${expected} values, got ${received}`);
}

function largest(data: Float32Array, mask: Uint8Array, channels: number): number {
  let most = 0;
  for (let i = 0; i < data.length; i++) {
    const size = Math.abs(data[i] as number);
    if (size > most && size < Infinity && mask[Math.floor(i / channels)] === 0) most = size;
  }
  return most;
}
