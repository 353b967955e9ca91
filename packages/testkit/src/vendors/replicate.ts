import type { JobRequest } from '../server/results.ts';
import type { Job, JobState, Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol, VendorRequest } from '../server/vendor-protocol.ts';
import { numberIn, objectIn, tokenOf, wordsIn } from './input-values.ts';

const STATUS: Readonly<Record<JobState, string>> = {
  queued: 'starting',
  running: 'processing',
  done: 'succeeded',
  refused: 'failed',
  failed: 'failed',
  cancelled: 'canceled',
};

/** Replicate's predictions and files (replicate.com/docs/reference/http). */
export const replicate: VendorProtocol = {
  name: 'replicate',
  needsKey: true,
  keyOf: ({ headers }) => tokenOf('Bearer', headers.authorization),
  sayError: (status, detail) => ({ title: 'Error', detail, status }),
  routes: [
    {
      method: 'GET',
      path: '/v1/account',
      phases: [],
      answer: () => ({ json: { type: 'organization', username: 'crew', name: 'The crew' } }),
    },
    {
      method: 'POST',
      path: '/v1/models/:owner/:name/predictions',
      phases: ['start'],
      answer: (request, stage) => start(request, stage, `${request.params.owner}/${request.params.name}`),
    },
    {
      method: 'POST',
      path: '/v1/predictions',
      phases: ['start'],
      answer: (request, stage) => start(request, stage, wordsIn(request.json(), 'version')),
    },
    {
      method: 'GET',
      path: '/v1/predictions/:id',
      phases: ['poll'],
      answer: (request, stage) => withJob(request, stage, (job) => describe(job, stage.look(job).state, stage)),
    },
    {
      method: 'POST',
      path: '/v1/predictions/:id/cancel',
      phases: [],
      answer: (request, stage) =>
        withJob(request, stage, (job) => {
          stage.cancel(job);
          return describe(job, 'cancelled', stage);
        }),
    },
    {
      method: 'POST',
      path: '/v1/files',
      phases: [],
      answer: async ({ form }, stage) => {
        const file = (await form()).get('content');
        const size = file instanceof Blob ? file.size : 0;
        return {
          status: 201,
          json: { id: `file-${size}`, size, urls: { get: `${stage.address}/v1/files/file-${size}` } },
        };
      },
    },
  ],
};

function start(request: VendorRequest, stage: Stage, model: string): VendorAnswer {
  return { ...describe(stage.start(jobOf(request, model)), 'queued', stage), status: 201 };
}

function jobOf({ json }: VendorRequest, model: string): JobRequest {
  const input = objectIn(json(), 'input');
  return {
    kind: /video|veo|wan|kling|seedance/.test(model) ? 'video' : 'image',
    model,
    prompt: wordsIn(input, 'prompt'),
    widthPx: numberIn(input, 'width'),
    heightPx: numberIn(input, 'height'),
    frames: numberIn(input, 'num_frames'),
    durationS: numberIn(input, 'duration'),
    input,
  };
}

function describe(job: Job, state: JobState, stage: Stage): { readonly json: Record<string, unknown> } {
  const address = `${stage.address}/v1/predictions/${job.id}`;
  const json = {
    id: job.id,
    model: job.request.model,
    input: job.request.input,
    status: STATUS[state],
    output: state === 'done' ? [stage.resultAddress(job)] : null,
    error: errorOf(state),
    logs: '',
    urls: { get: address, cancel: `${address}/cancel` },
  };
  return { json };
}

function errorOf(state: JobState): string | null {
  if (state === 'failed') return 'CUDA out of memory';
  return state === 'refused' ? 'The input or output was flagged as sensitive. (E005)' : null;
}

function withJob({ params }: VendorRequest, stage: Stage, answer: (job: Job) => VendorAnswer): VendorAnswer {
  const job = stage.find(params.id ?? '');
  return job
    ? answer(job)
    : { status: 404, json: { detail: 'The requested resource could not be found.', status: 404 } };
}
