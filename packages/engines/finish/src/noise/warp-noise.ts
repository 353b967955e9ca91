import type { FrameSize } from '../shape/model-frame.ts';
import { createGaussianNoise } from './gaussian-noise.ts';

/** Channels of the latents that the noise is for. */
export const NOISE_CHANNELS = 16;
/** Picture pixels to a side of one latent. */
export const LATENT_PX = 8;

/** What a frame's noise is warped by, in the model's pixels. */
export interface NoiseMotion {
  /** Where each pixel's surface was in the frame before, minus where it is, 2 values a pixel. */
  readonly motionPx: Float32Array;
  /** Object of each pixel: one that was hidden in the frame before starts with new noise. */
  readonly ids: Uint32Array;
}

/**
 * Noise that moves with the picture: each pixel takes the number of the surface point it shows. Where several pixels
 * show one former pixel its number x is split into k that are independent and sum up to √k·x, so that every frame stays
 * white Gaussian noise of variance 1: nᵢ = x/√k + zᵢ − mean(z). Chang et al., "How I Warped Your Noise" (ICLR 2024);
 * Burgert et al., "Go-with-the-Flow" (CVPR 2025). Where the picture shrinks, the nearest number is taken.
 */
export function createNoiseWarper(size: FrameSize, seed: number): (motion: NoiseMotion) => Float32Array {
  const count = size.widthPx * size.heightPx;
  const gaussian = createGaussianNoise(seed);
  let noise = new Float32Array(0);
  let ids = new Uint32Array(0);
  let frame = 0;
  return (motion) => {
    const fresh = (pixel: number, channel: number): number => gaussian(pixel * NOISE_CHANNELS + channel, frame);
    const sources = frame === 0 ? new Int32Array(count).fill(-1) : findSources(size, motion, ids);
    noise = carry(noise, sources, fresh);
    ids = motion.ids.slice();
    frame += 1;
    return noise;
  };
}

/** The former pixel of each pixel, or −1 where nothing of it was seen. */
function findSources({ widthPx, heightPx }: FrameSize, motion: NoiseMotion, idsBefore: Uint32Array): Int32Array {
  const sources = new Int32Array(widthPx * heightPx).fill(-1);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const pixel = y * widthPx + x;
      const fromX = Math.floor(x + 0.5 + (motion.motionPx[pixel * 2] as number));
      const fromY = Math.floor(y + 0.5 + (motion.motionPx[pixel * 2 + 1] as number));
      if (!(fromX >= 0 && fromY >= 0 && fromX < widthPx && fromY < heightPx)) continue;
      const source = fromY * widthPx + fromX;
      if (idsBefore[source] === motion.ids[pixel]) sources[pixel] = source;
    }
  }
  return sources;
}

function carry(
  before: Float32Array,
  sources: Int32Array,
  fresh: (pixel: number, channel: number) => number,
): Float32Array<ArrayBuffer> {
  const noise = new Float32Array(sources.length * NOISE_CHANNELS);
  const takers = new Uint16Array(sources.length);
  for (const source of sources) if (source >= 0) takers[source] = (takers[source] as number) + 1;
  const shared = new Map<number, number[]>();
  for (let pixel = 0; pixel < sources.length; pixel++) {
    const source = sources[pixel] as number;
    const to = pixel * NOISE_CHANNELS;
    if (source < 0) for (let c = 0; c < NOISE_CHANNELS; c++) noise[to + c] = fresh(pixel, c);
    else if (takers[source] === 1) {
      noise.set(before.subarray(source * NOISE_CHANNELS, (source + 1) * NOISE_CHANNELS), to);
    } else shared.set(source, [...(shared.get(source) ?? []), pixel]);
  }
  for (const [source, pixels] of shared) split({ before, noise, source, pixels, fresh });
  return noise;
}

function split(part: {
  readonly before: Float32Array;
  readonly noise: Float32Array;
  readonly source: number;
  readonly pixels: readonly number[];
  readonly fresh: (pixel: number, channel: number) => number;
}): void {
  const { before, noise, source, pixels, fresh } = part;
  for (let c = 0; c < NOISE_CHANNELS; c++) {
    const drawn = pixels.map((pixel) => fresh(pixel, c));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / pixels.length;
    const share = (before[source * NOISE_CHANNELS + c] as number) / Math.sqrt(pixels.length);
    for (const [index, pixel] of pixels.entries()) {
      noise[pixel * NOISE_CHANNELS + c] = share + (drawn[index] as number) - mean;
    }
  }
}

/** Noise of latents from noise of pixels: sums of 8 × 8 over 8, which keep variance 1. Row, column, channel. */
export function shrinkNoise(noise: Float32Array, { widthPx, heightPx }: FrameSize): Float32Array {
  const [columns, rows] = [Math.floor(widthPx / LATENT_PX), Math.floor(heightPx / LATENT_PX)];
  const small = new Float32Array(columns * rows * NOISE_CHANNELS);
  for (let y = 0; y < rows * LATENT_PX; y++) {
    for (let x = 0; x < columns * LATENT_PX; x++) {
      const to = (Math.floor(y / LATENT_PX) * columns + Math.floor(x / LATENT_PX)) * NOISE_CHANNELS;
      const from = (y * widthPx + x) * NOISE_CHANNELS;
      for (let c = 0; c < NOISE_CHANNELS; c++) small[to + c] = (small[to + c] as number) + (noise[from + c] as number);
    }
  }
  for (let i = 0; i < small.length; i++) small[i] = (small[i] as number) / LATENT_PX;
  return small;
}
