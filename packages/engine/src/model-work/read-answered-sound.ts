import { BacklotError } from '@backlot/film';
import { inspectSamples, readSound, type Sound } from '@backlot/media';
import type { ModelAnswer } from '../models/model-caller.ts';
import type { ModelOutput } from '../models/model-job.ts';
import { modelOutputUnfit } from './model-output-unfit.ts';

/** The sound that a call came back with, decoded, and its file as it came. */
export interface AnsweredSound {
  readonly sound: Sound;
  readonly original: ModelOutput;
}

/**
 * Reads the first sound of an answer: decodable, finite, audible.
 * @throws BacklotError `MODEL_OUTPUT_UNFIT`
 */
export async function readAnsweredSound(call: string, { outputs }: ModelAnswer): Promise<AnsweredSound> {
  const original = outputs.find(({ mediaType }) => mediaType.startsWith('audio/'));
  if (!original) {
    const got = outputs.map(({ mediaType }) => mediaType).join(', ') || 'nothing';
    throw modelOutputUnfit(call, `expected sound, got ${got}`);
  }
  const sound = await readSound(original.path).catch((cause: unknown) => {
    if (!(cause instanceof BacklotError)) throw cause;
    throw modelOutputUnfit(call, cause.message, { hint: 'Let the model answer with WAV or MP3.', cause });
  });
  if (!sound) throw modelOutputUnfit(call, `"${original.name}" has no sound`);
  const problem = inspectSamples(sound, original.name).find(({ severity }) => severity === 'error');
  if (problem) throw modelOutputUnfit(call, problem.message);
  return { sound, original };
}
