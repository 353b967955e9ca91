import type { CallPlan, EngineInput } from '@backlot/engine';
import { planSources, variantName, wordsOfPrompt } from '@backlot/engine/model-work';
import { slotImageInputs } from './image-inputs.ts';
import type { ImageParameters } from './image-parameters.ts';

/** All that people wrote. */
export function wordsOfImage(parameters: ImageParameters): CallPlan['words'] {
  return wordsOfPrompt(parameters);
}

/** One call for each variant. */
export function planImageCalls(parameters: ImageParameters, inputs: readonly EngineInput[]): CallPlan[] {
  const { model: card, widthPx, heightPx, variants, settings } = parameters;
  const words = wordsOfImage(parameters);
  const sources = planSources(slotImageInputs(inputs, parameters));
  return Array.from({ length: variants }, (_, index) => ({
    name: variantName(index),
    card,
    task: 'image',
    words,
    sources,
    widthPx,
    heightPx,
    settings,
  }));
}
