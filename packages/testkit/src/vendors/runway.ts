import type { JobRequest } from '../server/results.ts';
import type { Job, JobState, Stage } from '../server/stage.ts';
import type { VendorAnswer, VendorProtocol, VendorRequest, VendorRoute } from '../server/vendor-protocol.ts';
import { numberIn, tokenOf, wordsIn } from './input-values.ts';

const STATUS: Readonly<Record<JobState, string>> = {
  queued: 'PENDING',
  running: 'RUNNING',
  done: 'SUCCEEDED',
  refused: 'FAILED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
};

/** Runway's API (docs.dev.runwayml.com/api): tasks that are started, looked at, and deleted to cancel them. */
export const runway: VendorProtocol = {
  name: 'runway',
  needsKey: true,
  keyOf: ({ headers }) => (headers['x-runway-version'] ? tokenOf('Bearer', headers.authorization) : undefined),
  sayError: (_, error) => ({ error }),
  routes: [
    { method: 'GET', path: '/v1/organization', phases: [], answer: () => ({ json: { creditBalance: 1200 } }) },
    startAt('/v1/text_to_image', 'image'),
    startAt('/v1/text_to_video', 'video'),
    startAt('/v1/image_to_video', 'video'),
    {
      method: 'GET',
      path: '/v1/tasks/:id',
      phases: ['poll'],
      answer: (request, stage) => withJob(request, stage, (job) => ({ json: describe(job, stage) })),
    },
    {
      method: 'DELETE',
      path: '/v1/tasks/:id',
      phases: [],
      answer: (request, stage) =>
        withJob(request, stage, (job) => {
          stage.cancel(job);
          return { json: {} };
        }),
    },
  ],
};

function startAt(path: string, kind: JobRequest['kind']): VendorRoute {
  return {
    method: 'POST',
    path,
    phases: ['start'],
    answer: ({ json }, stage) => {
      const input = json();
      const [widthPx, heightPx] = wordsIn(input, 'ratio').split(':').map(Number);
      const job = stage.start({
        kind,
        model: wordsIn(input, 'model'),
        prompt: wordsIn(input, 'promptText'),
        widthPx,
        heightPx,
        durationS: numberIn(input, 'duration'),
        input,
      });
      return { json: { id: job.id, estimatedCost: { credits: 5 } } };
    },
  };
}

function describe(job: Job, stage: Stage): Record<string, unknown> {
  const { state, fraction } = stage.look(job);
  return {
    id: job.id,
    createdAt: job.startedAt.toISOString(),
    status: STATUS[state],
    ...(state === 'running' && { progress: fraction }),
    ...(state === 'done' && { output: [stage.resultAddress(job)], cost: { credits: 5 } }),
    ...(state === 'refused' && {
      failure: 'Content moderation',
      failureCode: 'SAFETY.INPUT.TEXT',
      cost: { credits: 0 },
    }),
    ...(state === 'failed' && {
      failure: 'An unexpected error',
      failureCode: 'INTERNAL.BAD_OUTPUT',
      cost: { credits: 0 },
    }),
  };
}

function withJob({ params }: VendorRequest, stage: Stage, answer: (job: Job) => VendorAnswer): VendorAnswer {
  const job = stage.find(params.id ?? '');
  return job ? answer(job) : { status: 404, json: { error: 'Task not found' } };
}
