import { mkdir } from 'node:fs/promises';
import type { Engine, EngineResult, EngineRunContext, ModelAnswer } from '@backlot/engine';
import { callModels, deriveCallSeed, prepareModelFiles, trackWork } from '@backlot/engine/model-work';
import { pictureBuild, videoBuild } from '@backlot/media';
import { checkVideo } from './check-video.ts';
import { makeOutputs } from './make-outputs.ts';
import { lengthToAsk, planVideoCalls, wordsOfVideo } from './plan-calls.ts';
import { slotVideoInputs, videoInputRoles } from './video-inputs.ts';
import { type VideoParameters, videoParametersSchema } from './video-parameters.ts';

/** Makes a clip from words, first and last frame, a film and control passes, by any model. */
export const videoEngine: Engine<VideoParameters> = {
  id: 'video',
  version: '1.0.0',
  title: 'Clip by a model',
  parametersSchema: videoParametersSchema,
  inputRoles: videoInputRoles,
  builds: async () => ({ picture: await pictureBuild(), video: await videoBuild() }),
  expect: ({ widthPx, heightPx, durationFrames, frameRate }) => ({
    form: 'film',
    widthPx,
    heightPx,
    durationFrames,
    frameRate,
  }),
  words: wordsOfVideo,
  check: checkVideo,
  planCalls: planVideoCalls,
  run: runVideo,
};

async function runVideo(context: EngineRunContext<VideoParameters>): Promise<EngineResult> {
  const { parameters, inputs, seed, workDir, signal } = context;
  signal.throwIfAborted();
  await mkdir(workDir, { recursive: true });
  const track = trackWork(context.report);
  track.models(0);
  const { prompt, negativePrompt, widthPx, heightPx, withSound, settings } = parameters;
  const files = await prepareModelFiles(slotVideoInputs(inputs, parameters), workDir);
  const requests = planVideoCalls(parameters, inputs).map(({ name, card }, index) => ({
    name,
    card,
    job: {
      task: 'video' as const,
      prompt,
      ...(negativePrompt === undefined ? {} : { negativePrompt }),
      seed: deriveCallSeed(seed, index),
      ...{ widthPx, heightPx, withSound, files, settings },
      ...lengthToAsk(parameters),
    },
  }));
  const [answer = { outputs: [] } satisfies ModelAnswer] = await callModels(context, requests, track);
  const outputs = await makeOutputs(context, answer, track);
  track.files(1);
  return {
    outputs,
    digitalSourceType: 'trainedAlgorithmicMedia',
    figures: { calls: requests.length, sounds: outputs.filter(({ role }) => role === 'sound').length },
  };
}
