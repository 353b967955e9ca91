import { demandPlainSettings, type Engine, type EngineResult, type EngineRunContext } from '@backlot/engine';
import { callModels, deriveCallSeed, trackWork, WAVEFORM_SIZE } from '@backlot/engine/model-work';
import { videoBuild } from '@backlot/media';
import { makeOutputs } from './make-outputs.ts';
import { lengthToAsk, planSoundCalls, wordsOfSound } from './plan-calls.ts';
import { type SoundParameters, soundParametersSchema } from './sound-parameters.ts';

/** Makes effects and atmospheres from words, by any model. */
export const soundEngine: Engine<SoundParameters> = {
  id: 'sound',
  version: '1.0.0',
  title: 'Sound by a model',
  parametersSchema: soundParametersSchema,
  inputRoles: [],
  // What is not WAV is decoded by FFmpeg.
  builds: async () => ({ sound: await videoBuild() }),
  expect: ({ variants, durationS }) => ({
    form: 'stills',
    ...WAVEFORM_SIZE,
    durationFrames: variants,
    frameRate: { numerator: 24, denominator: 1 },
    sounds: { count: variants, durationS },
  }),
  words: wordsOfSound,
  check: async ({ settings }) => demandPlainSettings(settings),
  planCalls: planSoundCalls,
  run: runSound,
};

async function runSound(context: EngineRunContext<SoundParameters>): Promise<EngineResult> {
  const { parameters, seed, signal } = context;
  signal.throwIfAborted();
  const track = trackWork(context.report);
  track.models(0);
  const { prompt, negativePrompt, settings } = parameters;
  const requests = planSoundCalls(parameters).map(({ name, card }, index) => ({
    name,
    card,
    job: {
      task: 'sound' as const,
      prompt,
      ...(negativePrompt === undefined ? {} : { negativePrompt }),
      seed: deriveCallSeed(seed, index),
      ...lengthToAsk(parameters),
      files: [],
      settings,
    },
  }));
  const answers = await callModels(context, requests, track);
  const outputs = await makeOutputs(context, answers, track);
  track.files(1);
  return { outputs, digitalSourceType: 'trainedAlgorithmicMedia', figures: { calls: requests.length } };
}
