import type { JobRequest } from '../server/results.ts';
import type { Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol } from '../server/vendor-protocol.ts';
import { textIn, tokenOf, wordsIn } from './input-values.ts';

/**
 * OpenAI's Images and Responses APIs (developers.openai.com, api/reference/resources): the answer comes with the request.
 */
export const openai: VendorProtocol = {
  name: 'openai',
  needsKey: true,
  keyOf: ({ headers }) => tokenOf('Bearer', headers.authorization),
  sayError: (status, message) => ({
    error: { message, type: 'invalid_request_error', param: null, code: String(status) },
  }),
  routes: [
    {
      method: 'GET',
      path: '/v1/models',
      phases: [],
      answer: () => ({ json: { object: 'list', data: [{ id: 'gpt-image-2.5-flare', object: 'model' }] } }),
    },
    {
      method: 'POST',
      path: '/v1/images/generations',
      phases: ['start', 'result'],
      answer: ({ json }, stage) => answerWith(stage, jobOf(json())),
    },
    {
      method: 'POST',
      path: '/v1/images/edits',
      phases: ['start', 'result'],
      answer: async ({ form }, stage) => answerWith(stage, jobOf(Object.fromEntries(await form()))),
    },
    {
      method: 'POST',
      path: '/v1/responses',
      phases: ['start', 'result'],
      answer: ({ json }, stage) => respond(stage, json()),
    },
  ],
};

const USAGE = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };

function jobOf(input: Readonly<Record<string, unknown>>): JobRequest {
  const [widthPx, heightPx] = /^(\d+)x(\d+)$/.exec(wordsIn(input, 'size'))?.slice(1).map(Number) ?? [];
  return { kind: 'image', prompt: wordsIn(input, 'prompt'), model: wordsIn(input, 'model'), widthPx, heightPx, input };
}

function answerWith(stage: Stage, request: JobRequest): VendorAnswer {
  const job = stage.start(request);
  if (job.fault === 'moderation') {
    const message = 'Your request was rejected by the safety system.';
    return {
      status: 400,
      json: { error: { message, type: 'image_generation_user_error', code: 'moderation_blocked' } },
    };
  }
  const { bytes } = stage.result(job);
  return { json: { created: 0, data: [{ b64_json: bytes.toString('base64') }], output_format: 'png' } };
}

function respond(stage: Stage, input: Readonly<Record<string, unknown>>): VendorAnswer {
  const model = wordsIn(input, 'model');
  const job = stage.start({ kind: 'words', prompt: textIn(input.input), model, input });
  const content =
    job.fault === 'moderation'
      ? { type: 'refusal', refusal: 'I cannot help with that.' }
      : { type: 'output_text', text: stage.result(job).bytes.toString(), annotations: [] };
  const message = { type: 'message', id: `msg_${job.id}`, status: 'completed', role: 'assistant', content: [content] };
  return { json: { id: `resp_${job.id}`, object: 'response', created_at: 0, model, output: [message], usage: USAGE } };
}
