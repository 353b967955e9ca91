import type { JobRequest } from '../server/results.ts';
import type { Job, JobState, Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol, VendorRequest } from '../server/vendor-protocol.ts';
import { numberIn, objectIn, tokenOf, wordsIn } from './input-values.ts';

const STATUS: Readonly<Record<JobState, string>> = {
  queued: 'IN_QUEUE',
  running: 'IN_PROGRESS',
  done: 'COMPLETED',
  refused: 'COMPLETED',
  failed: 'COMPLETED',
  cancelled: 'COMPLETED',
};

/** fal's queue (docs.fal.ai, model-apis/inference/queue): submit, status, result, cancel. */
export const fal: VendorProtocol = {
  name: 'fal',
  needsKey: true,
  keyOf: ({ headers }) => tokenOf('Key', headers.authorization),
  sayError: (_, message) => ({ detail: message }),
  routes: [
    {
      method: 'GET',
      path: '/:owner/:app/requests/:id/status',
      phases: ['poll'],
      answer: (request, stage) =>
        withJob(request, stage, (job) => {
          const { state } = stage.look(job);
          return { status: state === 'done' ? 200 : 202, json: { ...addressesOf(job, stage), ...statusOf(state) } };
        }),
    },
    {
      method: 'GET',
      path: '/:owner/:app/requests/:id',
      phases: [],
      answer: (request, stage) => withJob(request, stage, (job) => resultOf(job, stage)),
    },
    {
      method: 'PUT',
      path: '/:owner/:app/requests/:id/cancel',
      phases: [],
      answer: (request, stage) =>
        withJob(request, stage, (job) => {
          stage.cancel(job);
          return { status: 202, json: { status: 'CANCELLATION_REQUESTED' } };
        }),
    },
    {
      method: 'POST',
      path: '/:model*',
      phases: ['start'],
      answer: (request, stage) => {
        const job = stage.start(jobOf(request));
        return { json: { ...addressesOf(job, stage), status: 'IN_QUEUE', queue_position: 1 } };
      },
    },
  ],
};

function jobOf({ params, json }: VendorRequest): JobRequest {
  const input = json();
  const model = params.model ?? '';
  const size = objectIn(input, 'image_size');
  const kind = /video|veo|kling|seedance|wan/.test(model) ? 'video' : 'image';
  return {
    kind,
    model,
    prompt: wordsIn(input, 'prompt'),
    widthPx: numberIn(size, 'width'),
    heightPx: numberIn(size, 'height'),
    frames: numberIn(input, 'num_frames'),
    durationS: numberIn(input, 'duration'),
    input,
  };
}

/** fal's own addresses leave out what follows the app's name. */
function addressesOf(job: Job, stage: Stage): Record<string, string> {
  const app = (job.request.model ?? '').split('/').slice(0, 2).join('/');
  const address = `${stage.address}/${app}/requests/${job.id}`;
  return {
    request_id: job.id,
    response_url: address,
    status_url: `${address}/status`,
    cancel_url: `${address}/cancel`,
  };
}

function statusOf(state: JobState): Record<string, unknown> {
  return { status: STATUS[state], ...(state === 'queued' && { queue_position: 3 }) };
}

function resultOf(job: Job, stage: Stage): VendorAnswer {
  const { state } = stage.look(job);
  if (state === 'refused') return refusal('content_policy_violation', 422, 'The content was flagged by a checker');
  if (state === 'failed') return refusal('generation_timeout', 504, 'The generation took too long');
  if (state !== 'done') return { status: 400, json: { detail: 'Request is still in progress' } };
  const file = { url: stage.resultAddress(job), content_type: stage.result(job).mediaType };
  return { json: job.request.kind === 'video' ? { video: file } : { images: [file] } };
}

function refusal(type: string, status: number, msg: string): VendorAnswer {
  const headers = { 'x-fal-retryable': 'false' };
  return { status, headers, json: { detail: [{ loc: ['body', 'prompt'], msg, type }] } };
}

function withJob({ params }: VendorRequest, stage: Stage, answer: (job: Job) => VendorAnswer): VendorAnswer {
  const job = stage.find(params.id ?? '');
  return job ? answer(job) : { status: 404, json: { detail: 'Request not found' } };
}
