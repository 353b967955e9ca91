/** Film or sensor grain of a plate: how strong by brightness, how it hangs together in space. Plain JSON. */
export interface GrainModel {
  /** Standard deviation of linear R, G, B by luma bin; bin i is centred on luma ((i + 0.5) / bins)², over 0..1. */
  readonly sigmaByBin: readonly (readonly [number, number, number])[];
  /** Correlation of neighbouring samples, 0..0.7. */
  readonly lag1: { readonly horizontal: number; readonly vertical: number };
  /** Correlation between colour channels, 0..1. */
  readonly betweenChannels: number;
}

/** A plate without grain: rendered, or too busy everywhere to measure. */
export const NO_GRAIN: GrainModel = {
  sigmaByBin: [[0, 0, 0]],
  lag1: { horizontal: 0, vertical: 0 },
  betweenChannels: 0,
};
