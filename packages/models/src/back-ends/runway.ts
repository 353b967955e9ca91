import type { BackEndAdapter, BackEndConnection, CallHandle, CallStatus, OfferedModel } from '@backlot/engine';
import type { RunwayML } from '@runwayml/sdk';
import { z } from 'zod';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { errorOfJob } from '../errors/error-of-status.ts';
import { explainSdkError } from '../errors/explain-sdk-error.ts';
import { checkRunway, runwayRequest, runwaySeconds } from './runway-request.ts';
import { baseUrlOf, urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';

const ADDRESS = 'https://api.dev.runwayml.com';
/** A credit is a cent (docs.dev.runwayml.com/guides/pricing, 2026-11-25). */
const USD_MICROS_A_CREDIT = 10_000;
/** The gateway's own limits are shorter. */
const TIMEOUT_MS = 600_000;

/** No list prices: a task says itself what it cost. */
const MODELS: readonly OfferedModel[] = [
  { name: 'gen4_image', title: 'Gen-4 Image', task: 'image', slots: [{ slot: 'reference', isRequired: false }] },
  {
    name: 'gen4.5',
    title: 'Gen-4.5',
    task: 'video',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'last-image', isRequired: false },
    ],
  },
  { name: 'gen4_turbo', title: 'Gen-4 Turbo', task: 'video', slots: [{ slot: 'image', isRequired: true }] },
];

const handleSchema = z.object({ id: z.string() });
const taskSchema = z.object({
  status: z.enum(['PENDING', 'THROTTLED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED']),
  progress: z.number().min(0).max(1).nullish(),
  output: z.array(z.url()).nullish(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
  cost: z.object({ credits: z.number().nonnegative() }).nullish(),
});
type Task = z.infer<typeof taskSchema>;

/** Runway, by its own SDK. */
export const runway: BackEndAdapter = {
  kind: 'runway',
  title: 'Runway',
  tasks: ['image', 'video'],
  needsAddress: false,
  needsKey: true,
  models: MODELS,
  // No idempotency key and no list of tasks is documented.
  restart: 'uncertain',
  // Asked for by Runway's documentation: no more often than once in five seconds.
  pollEveryMs: 5000,
  headers: ({ key = '' }) => ({ authorization: `Bearer ${key}` }),

  async inspect(connection, signal) {
    const { creditBalance } = await ask(connection, signal, (client) => client.organization.retrieve({ signal }));
    return { about: `Runway, ${creditBalance} credits left`, models: MODELS, missing: [] };
  },

  check(job) {
    checkJob(runway, job);
    checkRunway(job);
  },

  billedSeconds: (job) => (job.task === 'video' ? runwaySeconds(job) : undefined),

  leavesOut: () => ['negativePrompt'],

  async start(connection, job, { signal }) {
    const { path, body } = await runwayRequest(job);
    const answer = await ask(connection, signal, (client) => client.post<unknown>(path, { body, signal }));
    const handle = handleSchema.safeParse(answer);
    if (!handle.success) throw answerInvalid(hostOf(connection), 'no id of a task');
    return { state: 'waiting', handle: handle.data };
  },

  async poll(connection, handle, { signal }) {
    const { id } = handleSchema.parse(handle);
    const answer = await ask(connection, signal, (client) => client.tasks.retrieve(id, { signal }));
    const task = taskSchema.safeParse(answer);
    if (!task.success) throw answerInvalid(hostOf(connection), 'a task that cannot be read');
    return statusOf(task.data, handle, connection);
  },

  async cancel(connection, handle, signal) {
    const { id } = handleSchema.parse(handle);
    await ask(connection, signal, (client) => client.tasks.delete(id, { signal }));
  },
};

function statusOf(task: Task, handle: CallHandle, connection: BackEndConnection): CallStatus {
  const host = hostOf(connection);
  if (task.status === 'PENDING' || task.status === 'THROTTLED') return { state: 'waiting', handle };
  if (task.status === 'RUNNING')
    return { state: 'running', handle, ...(typeof task.progress === 'number' && { fraction: task.progress }) };
  if (task.status !== 'SUCCEEDED') {
    const said = `${task.failure ?? task.status} (${task.failureCode ?? 'no code'})`;
    throw errorOfJob({ host, said, key: connection.key });
  }
  if (!task.output?.length) throw answerInvalid(host, 'no file');
  return {
    state: 'done',
    handle,
    remote: task.output.map((url) => ({ name: new URL(url).pathname.split('/').at(-1) ?? '', url, needsKey: false })),
    outputs: [],
    ...(task.cost && { costUsdMicros: Math.round(task.cost.credits * USD_MICROS_A_CREDIT) }),
  };
}

async function ask<T>(
  connection: BackEndConnection,
  signal: AbortSignal,
  step: (client: RunwayML) => PromiseLike<T>,
): Promise<T> {
  const { key = '', outbound } = connection;
  // Loaded when it is used: SDKs take long, and most commands need none.
  const { RunwayML } = await import('@runwayml/sdk');
  const client = new RunwayML({
    apiKey: key,
    baseURL: baseUrlOf(connection, ADDRESS),
    fetch: outbound.fetch,
    // A start that is tried again is paid again.
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    logLevel: 'off',
  });
  try {
    return await step(client);
  } catch (error) {
    throw explainSdkError(error, { host: hostOf(connection), key, signal });
  }
}

function hostOf(connection: BackEndConnection): string {
  return urlOf(connection, ADDRESS, '/').host;
}
