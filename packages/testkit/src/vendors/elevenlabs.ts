import type { JobRequest } from '../server/results.ts';
import type { Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol } from '../server/vendor-protocol.ts';
import { numberIn, wordsIn } from './input-values.ts';

/** ElevenLabs (elevenlabs.io/docs, api-reference): speech and sound effects, answered with the sound itself. */
export const elevenlabs: VendorProtocol = {
  name: 'elevenlabs',
  needsKey: true,
  keyOf: ({ headers }) => headers['xi-api-key'] as string | undefined,
  sayError: (status, message) => ({ detail: { status: status === 401 ? 'invalid_api_key' : 'error', message } }),
  routes: [
    {
      method: 'GET',
      path: '/v1/models',
      phases: [],
      answer: () => ({ json: [{ model_id: 'eleven_multilingual_v2', name: 'Multilingual v2' }] }),
    },
    {
      method: 'POST',
      path: '/v1/text-to-speech/:voice',
      phases: ['start', 'result'],
      answer: ({ json }, stage) => {
        const input = json();
        const prompt = wordsIn(input, 'text');
        return answerWith(stage, { kind: 'sound', prompt, durationS: prompt.length / 15, input });
      },
    },
    {
      method: 'POST',
      path: '/v1/sound-generation',
      phases: ['start', 'result'],
      answer: ({ json }, stage) => {
        const input = json();
        return answerWith(stage, {
          kind: 'sound',
          prompt: wordsIn(input, 'text'),
          durationS: numberIn(input, 'duration_seconds'),
          input,
        });
      },
    },
  ],
};

function answerWith(stage: Stage, request: JobRequest): VendorAnswer {
  const job = stage.start(request);
  if (job.fault !== 'moderation') return stage.result(job);
  const message = 'The text violates our content policy.';
  return { status: 400, json: { detail: { status: 'content_policy_violation', message } } };
}
