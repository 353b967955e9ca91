import { useImageKernel } from './image-kernel.ts';

export interface GrainNoise {
  /** Standard deviation of R, G, B by luma bin, 3 values a bin; bin i is centred on luma ((i + 0.5) / bins)². */
  readonly sigmas: Float32Array;
  /** Weight of each horizontal and vertical neighbour in the [a 1 a] filter, 0..0.7. */
  readonly side: { readonly across: number; readonly down: number };
  /** Correlation between channels, 0..1. */
  readonly shared: number;
  readonly seed: number;
  readonly frame: number;
}

/** Adds noise to interleaved RGB(A) in place; `amount` scales it pixel by pixel. Depends on nothing but its arguments. */
export function addGrain(
  pixels: {
    readonly widthPx: number;
    readonly heightPx: number;
    readonly channels: 3 | 4;
    readonly data: Float32Array;
  },
  noise: GrainNoise,
  amount?: Float32Array,
): void {
  const { widthPx, heightPx, channels, data } = pixels;
  if (amount && amount.length !== widthPx * heightPx) {
    throw new RangeError(`amount: expected ${widthPx * heightPx} values, got ${amount.length}`);
  }
  useImageKernel(data.byteLength * 2, (arena) => {
    const at = arena.put(data);
    const sigmas = arena.put(noise.sigmas);
    const amounts = amount ? arena.put(amount) : 0;
    const rows = arena.take(widthPx * 48);
    const bins = noise.sigmas.length / 3;
    arena.run(
      'addGrain',
      ...[at, channels, widthPx, heightPx, sigmas, bins, amounts, rows],
      ...[noise.seed | 0, noise.frame | 0, noise.side.across, noise.side.down, noise.shared],
    );
    data.set(arena.floats(at, data.length));
  });
}

export interface FloatScan {
  /** How many values are NaN or infinite. */
  readonly notFinite: number;
  /** Extremes of the finite values; 0 where there are none. */
  readonly minimum: number;
  readonly maximum: number;
}

/** Looks at every value. */
export function scanFloats(data: Float32Array): FloatScan {
  return useImageKernel(data.byteLength, (arena) => {
    const notFinite = arena.run('scanFloats', arena.put(data), data.length);
    return { notFinite, minimum: arena.run('scanMinimum'), maximum: arena.run('scanMaximum') };
  });
}
