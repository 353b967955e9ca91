import type { JobRequest } from '../server/results.ts';
import type { Job, JobState, Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol } from '../server/vendor-protocol.ts';
import { numberIn, objectIn, sizeIn, tokenOf, wordsIn } from './input-values.ts';

const STATE: Readonly<Record<JobState, string>> = {
  queued: 'queued',
  running: 'processing',
  done: 'completed',
  refused: 'failed',
  failed: 'failed',
  cancelled: 'failed',
};

/** The Luma Agents API (docs.agents.lumalabs.ai): generations of pictures and films, polled. */
export const luma: VendorProtocol = {
  name: 'luma',
  needsKey: true,
  keyOf: ({ headers }) => tokenOf('Bearer', headers.authorization),
  sayError: (_, detail) => ({ detail }),
  routes: [
    {
      method: 'POST',
      path: '/v1/generations',
      phases: ['start'],
      answer: ({ json }, stage) => {
        const job = stage.start(jobOf(json()));
        return { ...describe(job, 'queued', stage), status: 201 };
      },
    },
    {
      method: 'GET',
      path: '/v1/generations/:id',
      phases: ['poll'],
      answer: ({ params }, stage): VendorAnswer => {
        const job = stage.find(params.id ?? '');
        return job ? describe(job, stage.look(job).state, stage) : { status: 404, json: { detail: 'Not found' } };
      },
    },
  ],
};

function jobOf(input: Readonly<Record<string, unknown>>): JobRequest {
  const video = objectIn(input, 'video');
  return {
    kind: wordsIn(input, 'type').startsWith('video') ? 'video' : 'image',
    model: wordsIn(input, 'model'),
    prompt: wordsIn(input, 'prompt'),
    ...sizeIn(wordsIn(video, 'resolution'), wordsIn(input, 'aspect_ratio')),
    durationS: numberIn(video, 'duration'),
    input,
  };
}

function describe(job: Job, state: JobState, stage: Stage): { readonly json: Record<string, unknown> } {
  const json = {
    id: job.id,
    model: job.request.model,
    state: STATE[state],
    created_at: job.startedAt.toISOString(),
    ...(state === 'done' && { output: [{ type: job.request.kind, url: stage.resultAddress(job) }] }),
    ...(state === 'refused' && { failure_code: 'content_moderated', failure_reason: 'Prompt not allowed' }),
    ...(state === 'failed' && { failure_code: 'generation_failed', failure_reason: 'Something went wrong' }),
  };
  return { json };
}
