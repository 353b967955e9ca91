import type { Picture } from '../picture/picture.ts';

/** Film or sensor grain of a plate: how strong by brightness, how it hangs together in space. */
export interface GrainModel {
  /** Standard deviation of linear R, G, B by luma bin; bin i is centred on luma ((i + 0.5) / bins)², over 0..1. */
  readonly sigmaByBin: readonly (readonly [number, number, number])[];
  /** Correlation of neighbouring samples, 0..0.7. */
  readonly lag1: { readonly horizontal: number; readonly vertical: number };
  /** Correlation between colour channels, 0..1. */
  readonly betweenChannels: number;
}

export interface ApplyGrainOptions {
  readonly seed: number;
  readonly frame: number;
  /** Per pixel 0..1: how much grain to add (0 where the plate's own pixel stands); default 1 everywhere. */
  readonly amount?: Float32Array;
}

/** Measures grain on the flat parts of a plate. */
export function measureGrain(plate: Picture): GrainModel {
  throw new Error(`measureGrain(${plate.widthPx}) is under construction`);
}

/** Adds grain in place; the same seed and frame give the same bytes on every machine and in every tile order. */
export function applyGrain(picture: Picture, model: GrainModel, options: ApplyGrainOptions): void {
  throw new Error(`applyGrain(${picture.widthPx}, ${model.betweenChannels}, ${options.seed}) is under construction`);
}
