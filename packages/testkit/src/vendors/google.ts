import type { Job, Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol, VendorRequest } from '../server/vendor-protocol.ts';
import { numberIn, objectIn, sizeIn, textIn, wordsIn } from './input-values.ts';

/** Google's Gemini API (ai.google.dev/api): pictures with the answer, Veo's films as long-running operations. */
export const google: VendorProtocol = {
  name: 'google',
  needsKey: true,
  keyOf: ({ headers }) => headers['x-goog-api-key'] as string | undefined,
  sayError: (code, message) => ({ error: { code, message, status: 'ERROR' } }),
  refuseKey: () => ({
    status: 400,
    json: {
      error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' },
    },
  }),
  routes: [
    {
      method: 'GET',
      path: '/v1beta/models',
      phases: [],
      answer: () => ({ json: { models: [{ name: 'models/gemini-3-pro-image-preview' }] } }),
    },
    {
      method: 'POST',
      path: '/v1beta/models/:model:generateContent',
      phases: ['start', 'result'],
      answer: generate,
    },
    {
      method: 'POST',
      path: '/v1beta/models/:model:predictLongRunning',
      phases: ['start'],
      answer: startFilm,
    },
    {
      method: 'GET',
      path: '/v1beta/models/:model/operations/:id',
      phases: ['poll'],
      answer: (request, stage) => withJob(request, stage, (job) => describe(job, stage, request.params.model ?? '')),
    },
    {
      method: 'GET',
      path: '/v1beta/files/:id:download',
      phases: ['result'],
      answer: (request, stage) => withJob(request, stage, (job) => stage.result(job)),
    },
  ],
};

/** A picture, or words where JSON is asked for. */
function generate({ params, json }: VendorRequest, stage: Stage): VendorAnswer {
  const input = json();
  const isWords = objectIn(input, 'generationConfig').responseMimeType === 'application/json';
  const kind = isWords ? 'words' : 'image';
  const job = stage.start({ kind, prompt: textIn(input.contents), model: params.model ?? '', input });
  if (job.fault === 'moderation')
    return { json: { candidates: [{ content: { parts: [] }, finishReason: isWords ? 'SAFETY' : 'IMAGE_SAFETY' }] } };
  const { bytes, mediaType } = stage.result(job);
  const part = isWords
    ? { text: bytes.toString() }
    : { inlineData: { mimeType: mediaType, data: bytes.toString('base64') } };
  return { json: { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] } };
}

function startFilm({ params, json }: VendorRequest, stage: Stage): VendorAnswer {
  const input = json();
  const [instance] = (Array.isArray(input.instances) ? input.instances : []) as Record<string, unknown>[];
  const parameters = objectIn(input, 'parameters');
  const job = stage.start({
    kind: 'video',
    prompt: wordsIn(instance ?? {}, 'prompt'),
    model: params.model ?? '',
    ...sizeIn(wordsIn(parameters, 'resolution') || '720p', wordsIn(parameters, 'aspectRatio') || '16:9'),
    durationS: numberIn(parameters, 'durationSeconds') ?? 8,
    input,
  });
  return { json: { name: `models/${params.model}/operations/${job.id}` } };
}

function describe(job: Job, stage: Stage, model: string): VendorAnswer {
  const { state } = stage.look(job);
  const name = `models/${model}/operations/${job.id}`;
  if (state === 'queued' || state === 'running') return { json: { name } };
  if (state === 'failed') return { json: { name, done: true, error: { code: 13, message: 'Internal error' } } };
  const generateVideoResponse =
    state === 'refused'
      ? {
          raiMediaFilteredCount: 1,
          raiMediaFilteredReasons: ['Veo could not generate videos because of its safety filters.'],
        }
      : { generatedSamples: [{ video: { uri: `${stage.address}/v1beta/files/${job.id}:download?alt=media` } }] };
  return { json: { name, done: true, response: { generateVideoResponse } } };
}

function withJob({ params }: VendorRequest, stage: Stage, answer: (job: Job) => VendorAnswer): VendorAnswer {
  const job = stage.find(params.id ?? '');
  return job ? answer(job) : { status: 404, json: { error: { code: 404, message: 'Not found', status: 'NOT_FOUND' } } };
}
