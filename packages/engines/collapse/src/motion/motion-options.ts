import type { FrameRate } from '@backlot/film';
import type { DirectionParameters } from '../set-up/direction-schema.ts';
import type { TriggerParameters } from '../set-up/trigger-schema.ts';
import type { BuildingModel } from '../structure/building-model.ts';

/** What moves, how it starts and how long it is watched. */
export interface CollapseMotionOptions {
  readonly model: BuildingModel;
  readonly trigger: TriggerParameters;
  readonly direction?: DirectionParameters;
  /** Bays of each façade, for triggers that name them. */
  readonly bays?: readonly number[];
  /** Times the usual strength, for each piece. */
  readonly painted?: Float32Array | undefined;
  readonly frameRate: FrameRate;
  readonly durationFrames: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}
