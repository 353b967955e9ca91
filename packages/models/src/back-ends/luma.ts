import type { BackEndAdapter, BackEndConnection, CallHandle, CallStatus, OfferedModel } from '@backlot/engine';
import { z } from 'zod';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { errorOfJob } from '../errors/error-of-status.ts';
import { checkLuma, lumaRequest, lumaSeconds } from './luma-request.ts';
import { askForJson } from './shared/ask-vendor.ts';
import { urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';
import { probeKey } from './shared/probe-key.ts';

const ADDRESS = 'https://agents.lumalabs.ai';
const NOBODYS_GENERATION = '/v1/generations/00000000-0000-0000-0000-000000000000';
const PRICES = 'docs.agents.lumalabs.ai/guides/pricing';

/** Prices as Luma's own page listed them on the day named; films are charged by size and length, so their price is the card's. */
const MODELS: readonly OfferedModel[] = [
  {
    name: 'uni-1',
    title: 'Uni-1',
    task: 'image',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'reference', isRequired: false },
    ],
    price: { unit: 'image', usdMicros: 40_400, source: `${PRICES}, without references, 2026-11-25` },
  },
  {
    name: 'ray-3.2',
    title: 'Ray 3.2',
    task: 'video',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'last-image', isRequired: false },
      { slot: 'video', isRequired: false },
    ],
  },
];

const handleSchema = z.object({ id: z.string() });
const generationSchema = z.object({
  id: z.string(),
  state: z.enum(['queued', 'processing', 'completed', 'failed']),
  failure_code: z.string().nullish(),
  failure_reason: z.string().nullish(),
  output: z.array(z.object({ type: z.string(), url: z.url() })).nullish(),
});
type Generation = z.infer<typeof generationSchema>;

/**
 * The Luma Agents API (docs.agents.lumalabs.ai). Spoken here and not through @ai-sdk/luma, which knows the older Dream
 * Machine API only, takes pictures by public address alone and polls within one request.
 */
export const luma: BackEndAdapter = {
  kind: 'luma',
  title: 'Luma',
  tasks: ['image', 'video'],
  needsAddress: false,
  needsKey: true,
  models: MODELS,
  // No idempotency key and no list of generations is documented.
  restart: 'uncertain',
  pollEveryMs: 5000,
  headers: authorize,

  async inspect(connection, signal) {
    const url = urlOf(connection, ADDRESS, NOBODYS_GENERATION);
    await probeKey({ connection, url, headers: authorize(connection), signal });
    return { about: `Luma at ${url.host}`, models: MODELS, missing: [] };
  },

  check(job) {
    checkJob(luma, job);
    checkLuma(job);
  },

  billedSeconds: (job) => (job.task === 'video' ? lumaSeconds(job) : undefined),

  isAtListPrice: ({ files }) => files.length === 0,

  // Neither stands in its API.
  leavesOut: () => ['negativePrompt', 'seed'],

  async start(connection, job, { signal }) {
    const url = urlOf(connection, ADDRESS, '/v1/generations');
    const json = await lumaRequest(job);
    const { id } = await askForJson(
      { connection, url, headers: authorize(connection), json, signal },
      generationSchema,
    );
    return { state: 'waiting', handle: { id } };
  },

  async poll(connection, handle, { signal }) {
    const { id } = handleSchema.parse(handle);
    const url = urlOf(connection, ADDRESS, `/v1/generations/${encodeURIComponent(id)}`);
    const generation = await askForJson({ connection, url, headers: authorize(connection), signal }, generationSchema);
    return statusOf(generation, handle, { host: url.host, key: connection.key });
  },

  async cancel() {
    // Luma has no way to end a generation; whoever stops asking still pays for it.
  },
};

function statusOf(
  generation: Generation,
  handle: CallHandle,
  vendor: { host: string; key: string | undefined },
): CallStatus {
  const { state, output, failure_code, failure_reason } = generation;
  if (state === 'queued') return { state: 'waiting', handle };
  if (state === 'processing') return { state: 'running', handle };
  if (state === 'failed')
    throw errorOfJob({ ...vendor, said: `${failure_reason ?? ''} (${failure_code ?? 'no code'})` });
  if (!output?.length) throw answerInvalid(vendor.host, 'no file');
  const remote = output.map(({ url }, index) => ({ name: `answer-${index + 1}`, url, needsKey: false }));
  return { state: 'done', handle, remote, outputs: [] };
}

function authorize({ key = '' }: BackEndConnection): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}
