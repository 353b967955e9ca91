import type { FrameRate } from '@backlot/film';
import type { TriggerParameters } from '../set-up/collapse-parameters.ts';
import type { BuildingModel } from '../structure/building-model.ts';

/** What moves, how it starts and how long it is watched. */
export interface CollapseMotionOptions {
  readonly model: BuildingModel;
  readonly trigger: TriggerParameters;
  readonly frameRate: FrameRate;
  readonly durationFrames: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}
