import { mkdir } from 'node:fs/promises';
import type { Engine, EngineResult, EngineRunContext } from '@backlot/engine';
import { callModels, deriveCallSeed, prepareModelFiles, trackWork } from '@backlot/engine/model-work';
import { pictureBuild } from '@backlot/media';
import { checkImage } from './check-image.ts';
import { findPainted, imageInputRoles, slotImageInputs } from './image-inputs.ts';
import { type ImageParameters, imageParametersSchema } from './image-parameters.ts';
import { makeOutputs } from './make-outputs.ts';
import { planImageCalls, wordsOfImage } from './plan-calls.ts';

const STILLS_RATE = { numerator: 24, denominator: 1 } as const;

/** Makes pictures from words, sketch, passes or picture, by any model: concepts, clean plates, textures. */
export const imageEngine: Engine<ImageParameters> = {
  id: 'image',
  version: '1.1.0',
  title: 'Picture by a model',
  parametersSchema: imageParametersSchema,
  inputRoles: imageInputRoles,
  builds: async () => ({ picture: await pictureBuild() }),
  expect: ({ widthPx, heightPx, variants }) => ({
    form: 'stills',
    widthPx,
    heightPx,
    durationFrames: variants,
    frameRate: STILLS_RATE,
  }),
  words: wordsOfImage,
  check: checkImage,
  planCalls: planImageCalls,
  run: runImage,
};

async function runImage(context: EngineRunContext<ImageParameters>): Promise<EngineResult> {
  const { parameters, inputs, seed, workDir, signal } = context;
  signal.throwIfAborted();
  await mkdir(workDir, { recursive: true });
  const track = trackWork(context.report);
  track.models(0);
  const { prompt, negativePrompt, widthPx, heightPx, settings } = parameters;
  const files = await prepareModelFiles(slotImageInputs(inputs, parameters), workDir);
  const requests = planImageCalls(parameters, inputs).map(({ name, card }, index) => ({
    name,
    card,
    job: {
      task: 'image' as const,
      prompt,
      ...(negativePrompt === undefined ? {} : { negativePrompt }),
      seed: deriveCallSeed(seed, index),
      widthPx,
      heightPx,
      files,
      settings,
    },
  }));
  const answers = await callModels(context, requests, track);
  const outputs = await makeOutputs(context, answers, track);
  track.files(1);
  const isPlateKept = findPainted(inputs, parameters)?.under.role === 'plate';
  return {
    outputs,
    digitalSourceType: isPlateKept ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia',
    figures: { calls: answers.length },
  };
}
