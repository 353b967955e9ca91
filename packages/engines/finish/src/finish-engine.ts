import type { Engine } from '@backlot/engine';
import { hashKernels } from '@backlot/kernels';
import { pictureBuild, videoBuild } from '@backlot/media';
import { runFinish } from './run/run-finish.ts';
import { checkTake } from './set-up/check-take.ts';
import { completeParameters } from './set-up/complete-parameters.ts';
import { type FinishParameters, finishParametersSchema } from './set-up/finish-parameters.ts';
import { describeCalls, wordsOf } from './set-up/plan-calls.ts';
import { planShot } from './set-up/plan-shot.ts';

const VERSION = '1.0.0';

/** Has a take re-rendered by a video model under its own passes; outside of its mask nothing changes. */
export const finishEngine: Engine<FinishParameters> = {
  id: 'finish',
  version: VERSION,
  title: 'Finish by a video model',
  parametersSchema: finishParametersSchema,
  inputRoles: [
    { role: 'composite', required: true, description: "The take's composite: an EXR a frame, sorted by name." },
    { role: 'passes', required: true, description: "The take's passes: an EXR a frame, sorted by name." },
    {
      role: 'plate',
      required: false,
      description: "The take's plate, whose grain is measured; the composite's first frame when absent.",
    },
    {
      role: 'mask',
      required: false,
      description: 'White where the model may paint within its own mask: one picture, or one a frame.',
    },
  ],
  builds,
  completeParameters,
  expect: ({ output }) => ({
    widthPx: output.widthPx,
    heightPx: output.heightPx,
    durationFrames: output.durationFrames,
    frameRate: output.frameRate,
    stillFrames: Math.min(output.stillFrames, output.durationFrames),
  }),
  words: wordsOf,
  check: async (parameters, inputs) => checkTake(planShot(parameters, inputs)),
  planCalls: (parameters, inputs) => describeCalls(planShot(parameters, inputs)),
  run: async (context) => {
    const { parameters, seed } = context;
    const inputs = context.inputs.map(({ role, name, sha256 }) => ({ role, name, sha256 }));
    return runFinish(context, { version: VERSION, parameters, seed, inputs, builds: await builds() });
  },
};

async function builds(): Promise<Readonly<Record<string, string>>> {
  const kernels = Object.entries(hashKernels()).map(([topic, hash]) => [`kernel-${topic}`, `sha256:${hash}`]);
  return { ...Object.fromEntries(kernels), picture: await pictureBuild(), video: await videoBuild() };
}
