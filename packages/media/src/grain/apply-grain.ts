import { addGrain } from '@backlot/kernels';
import type { Picture } from '../picture/picture.ts';
import type { GrainModel } from './grain-model.ts';

export interface ApplyGrainOptions {
  readonly seed: number;
  readonly frame: number;
  /** Per pixel 0..1: how much grain to add (0 where the plate's own pixel stands); default 1 everywhere. */
  readonly amount?: Float32Array;
}

/** Adds grain in place; the same seed and frame give the same bytes on every machine. Alpha stays as it is. */
export function applyGrain(picture: Picture, model: GrainModel, options: ApplyGrainOptions): void {
  if (model.sigmaByBin.every((sigma) => sigma.every((value) => value === 0))) return;
  const noise = {
    sigmas: Float32Array.from(model.sigmaByBin.flat()),
    side: { across: sideWeight(model.lag1.horizontal), down: sideWeight(model.lag1.vertical) },
    shared: Math.min(1, Math.max(0, model.betweenChannels)),
    seed: options.seed,
    frame: options.frame,
  };
  addGrain(picture, noise, options.amount);
}

/** The `a` of the filter [a 1 a] whose output has lag-1 correlation `rho` = 2a / (1 + 2a²); at most 1/√2. */
function sideWeight(rho: number): number {
  const bounded = Math.min(0.7, Math.max(0, rho));
  return bounded === 0 ? 0 : (1 - Math.sqrt(1 - 2 * bounded * bounded)) / (2 * bounded);
}
