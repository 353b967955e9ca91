/** The depths that a shot's inverse depth is spread between. */
export interface DepthRange {
  readonly nearM: number;
  readonly farM: number;
}

/** Share of the shot's surfaces that may lie nearer, or farther: a pebble at the lens must not darken all else. */
const OUTSIDE_SHARE = 0.001;
/** Exponent and the first 7 bits of the mantissa: steps of less than 0.8 %. */
const BIN_SHIFT = 16;

/** Gathers the depths of a whole shot, frame by frame: one range for all frames, or its depth pictures would flicker. */
export function createDepthGauge(): { readonly add: (depthM: Float32Array) => void; readonly range: () => DepthRange } {
  const bins = new Float64Array(1 << (32 - BIN_SHIFT));
  let total = 0;
  return {
    add(depthM) {
      const bits = new Uint32Array(depthM.buffer, depthM.byteOffset, depthM.length);
      for (let pixel = 0; pixel < bits.length; pixel++) {
        if (!((depthM[pixel] as number) > 0 && (depthM[pixel] as number) < Infinity)) continue;
        const bin = (bits[pixel] as number) >>> BIN_SHIFT;
        bins[bin] = (bins[bin] as number) + 1;
        total += 1;
      }
    },
    range() {
      if (total === 0) return { nearM: 1, farM: 2 };
      const nearM = depthAtShare(bins, total * OUTSIDE_SHARE);
      return { nearM, farM: Math.max(nearM * 1.01, depthAtShare(bins, total * (1 - OUTSIDE_SHARE))) };
    },
  };
}

function depthAtShare(bins: Float64Array, count: number): number {
  let sum = 0;
  let bin = 0;
  for (; bin < bins.length - 1; bin++) {
    sum += bins[bin] as number;
    if (sum > count) break;
  }
  return new Float32Array(Uint32Array.of(bin << BIN_SHIFT).buffer)[0] as number;
}
