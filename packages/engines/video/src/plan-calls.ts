import type { CallPlan, EngineInput } from '@backlot/engine';
import { planSources, wordsOfPrompt } from '@backlot/engine/model-work';
import type { FrameRate } from '@backlot/film';
import { slotVideoInputs } from './video-inputs.ts';
import type { VideoParameters } from './video-parameters.ts';

/** The one call of a video take. */
export const CLIP = 'clip';

/** All that people wrote. */
export function wordsOfVideo(parameters: VideoParameters): CallPlan['words'] {
  return wordsOfPrompt(parameters);
}

/** What is sent to whom for the clip. */
export function planVideoCalls(parameters: VideoParameters, inputs: readonly EngineInput[]): CallPlan[] {
  const { model: card, widthPx, heightPx, withSound, settings } = parameters;
  const words = wordsOfVideo(parameters);
  const sources = planSources(slotVideoInputs(inputs, parameters));
  return [
    {
      ...{ name: CLIP, card, task: 'video', words, sources },
      ...{ widthPx, heightPx, withSound, ...lengthToAsk(parameters), settings },
    },
  ];
}

/** As many frames at the model's rate as show every frame of the shot, in a count that the model takes. */
export function lengthToAsk(parameters: VideoParameters): {
  readonly durationFrames: number;
  readonly frameRate: FrameRate;
} {
  const { durationFrames, frameRate, modelFrameRate = frameRate, frameStep } = parameters;
  const [of, as] = [frameRate.numerator * modelFrameRate.denominator, modelFrameRate.numerator * frameRate.denominator];
  const least = Math.ceil((durationFrames * as) / of);
  const asked = frameStep === undefined ? least : Math.ceil((least - 1) / frameStep) * frameStep + 1;
  return { durationFrames: asked, frameRate: modelFrameRate };
}
