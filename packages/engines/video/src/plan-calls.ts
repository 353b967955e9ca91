import type { CallPlan, EngineInput } from '@backlot/engine';
import { planSources, wordsOfSettings } from '@backlot/engine/model-work';
import { slotVideoInputs } from './video-inputs.ts';
import type { VideoParameters } from './video-parameters.ts';

/** The one call of a video take. */
export const CLIP = 'clip';

/** All that people wrote. */
export function wordsOfVideo({ prompt, negativePrompt, settings }: VideoParameters): CallPlan['words'] {
  return [
    { where: 'prompt', text: prompt },
    ...(negativePrompt === undefined ? [] : [{ where: 'negative prompt', text: negativePrompt }]),
    ...wordsOfSettings(settings),
  ];
}

/** What is sent to whom for the clip. */
export function planVideoCalls(parameters: VideoParameters, inputs: readonly EngineInput[]): CallPlan[] {
  const { model: card, widthPx, heightPx, durationFrames, frameRate } = parameters;
  const words = wordsOfVideo(parameters);
  const sources = planSources(slotVideoInputs(inputs));
  return [{ name: CLIP, card, task: 'video', words, sources, widthPx, heightPx, durationFrames, frameRate }];
}
