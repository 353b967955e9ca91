import type { CallPlan } from '@backlot/engine';
import { variantName, wordsOfPrompt } from '@backlot/engine/model-work';
import type { FrameRate } from '@backlot/film';
import type { SoundParameters } from './sound-parameters.ts';

/** The count in which lengths of sounds are asked for: hundredths of a second. */
const HUNDREDTHS = { numerator: 100, denominator: 1 } as const;
const LONGEST_OVERLAP_S = 0.5;

/** All that people wrote. */
export function wordsOfSound(parameters: SoundParameters): CallPlan['words'] {
  return wordsOfPrompt(parameters);
}

/** One call for each variant. */
export function planSoundCalls(parameters: SoundParameters): CallPlan[] {
  const { model: card, variants, settings } = parameters;
  const words = wordsOfSound(parameters);
  return Array.from({ length: variants }, (_, index) => ({
    name: variantName(index),
    card,
    task: 'sound',
    words,
    sources: [],
    ...lengthToAsk(parameters),
    settings,
  }));
}

/** A loop needs as much more as its end is laid over its beginning. */
export function lengthToAsk(parameters: SoundParameters): {
  readonly durationFrames: number;
  readonly frameRate: FrameRate;
} {
  const seconds = parameters.durationS + overlapS(parameters);
  return { durationFrames: Math.round(seconds * HUNDREDTHS.numerator), frameRate: HUNDREDTHS };
}

/** How long end and beginning of a loop sound together; 0 where none is wanted. */
export function overlapS({ durationS, isLoopable }: SoundParameters): number {
  return isLoopable ? Math.min(LONGEST_OVERLAP_S, durationS / 4) : 0;
}
