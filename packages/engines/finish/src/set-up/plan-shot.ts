import type { EngineInput } from '@backlot/engine';
import type { FrameRate } from '@backlot/film';
import { type Chunk, planChunks } from '../chunks/plan-chunks.ts';
import { findInputs, type TakeInputs } from '../frames/take-inputs.ts';
import type { Control, Preset } from '../presets/preset.ts';
import { presets } from '../presets/presets.ts';
import { chooseModelSize } from '../shape/choose-model-size.ts';
import { fitShot, type ModelFrame } from '../shape/model-frame.ts';
import type { FinishParameters } from './finish-parameters.ts';

/** All that follows from the parameters and the number of files, before any is read. */
export interface ShotPlan {
  readonly parameters: FinishParameters;
  readonly preset: Preset;
  readonly files: TakeInputs;
  readonly frame: ModelFrame;
  readonly chunks: readonly Chunk[];
  readonly controls: readonly Control[];
  /** The rate that files for the model play at; its frames are the shot's, one for one. */
  readonly clipRate: FrameRate;
}

/**
 * Plans sizes, chunks and files.
 * @throws BacklotError `INPUT_MISSING`, `SET_UP_INVALID`
 */
export function planShot(parameters: FinishParameters, inputs: readonly EngineInput[]): ShotPlan {
  const { output, chunks, fit, size } = parameters;
  const preset: Preset = presets[parameters.preset];
  const files = findInputs(parameters, inputs);
  const { step, least, most } = preset.frames;
  const lastFrame: Control = { slot: 'last-image', content: 'last-frame' };
  return {
    parameters,
    preset,
    files,
    frame: fitShot(output, chooseModelSize(preset, output, size), fit),
    chunks: planChunks({
      durationFrames: output.durationFrames,
      overlapFrames: chunks.overlapFrames,
      step,
      least,
      most: Math.min(most, chunks.mostFrames ?? most),
    }),
    controls: parameters.lastFrame ? [...preset.controls, lastFrame] : preset.controls,
    clipRate: preset.frameRate ?? output.frameRate,
  };
}
