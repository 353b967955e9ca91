import type { BackEndAdapter, BackEndConnection, CallHandle, CallStatus, OfferedModel } from '@backlot/engine';
import { z } from 'zod';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { errorOfJob } from '../errors/error-of-status.ts';
import { replicateInput } from './replicate-input.ts';
import { askForJson, askVendor, demandOwnUrl } from './shared/ask-vendor.ts';
import { urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';
import { demandSeconds } from './shared/demand-makeable.ts';
import { wholeSecondsOf } from './shared/job-values.ts';

/** Where Replicate answers. */
const ADDRESS = 'https://api.replicate.com';

/** No prices: official models are charged by output and others by the second of their machine; the model's page says which. */
const MODELS: readonly OfferedModel[] = [
  {
    name: 'black-forest-labs/flux-2-pro',
    title: 'FLUX.2 [pro]',
    task: 'image',
    slots: [{ slot: 'reference', isRequired: false }],
  },
  {
    name: 'black-forest-labs/flux-fill-pro',
    title: 'FLUX.1 Fill [pro]',
    task: 'image',
    slots: [
      { slot: 'image', isRequired: true },
      { slot: 'mask', isRequired: true },
    ],
  },
  {
    name: 'minimax/video-01',
    title: 'MiniMax Video-01',
    task: 'video',
    slots: [{ slot: 'image', isRequired: false }],
  },
];

/** Of models that say so on their pages. */
const LONGEST_S: Readonly<Record<string, number>> = { 'minimax/video-01': 6 };

const addressesSchema = z.object({ getUrl: z.string(), cancelUrl: z.string() });
const predictionSchema = z.object({
  id: z.string().nullish(),
  status: z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']),
  output: z.union([z.url().transform((url) => [url]), z.array(z.url())]).nullish(),
  error: z.string().nullish(),
  urls: z.object({ get: z.string(), cancel: z.string() }),
});
type Prediction = z.infer<typeof predictionSchema>;

/**
 * Replicate's predictions (replicate.com/docs/reference/http). Spoken here and not through @ai-sdk/replicate, which waits
 * for pictures on one request and knows no cancel.
 */
export const replicate: BackEndAdapter = {
  kind: 'replicate',
  title: 'Replicate',
  tasks: ['image', 'video'],
  needsAddress: false,
  needsKey: true,
  models: MODELS,
  // No idempotency key is documented, and nothing of ours can stand in a prediction by which its list could be searched.
  restart: 'uncertain',
  pollEveryMs: 2000,
  headers: authorize,
  billedSeconds: (job) => (job.task === 'video' ? wholeSecondsOf(job) : undefined),

  async inspect(connection, signal) {
    const url = urlOf(connection, ADDRESS, '/v1/account');
    const schema = z.object({ username: z.string() });
    const { username } = await askForJson({ connection, url, headers: authorize(connection), signal }, schema);
    return { about: `Replicate, account ${username}`, models: MODELS, missing: [] };
  },

  check(job) {
    checkJob(replicate, job);
    const longestS = LONGEST_S[job.model];
    if (longestS !== undefined) demandSeconds(job, longestS);
  },

  async start(connection, job, { signal }) {
    const asked = { connection, headers: authorize(connection), signal };
    const input = await replicateInput(job, { ...asked, url: urlOf(connection, ADDRESS, '/v1/files') });
    const [model = '', version] = job.model.split(':');
    const url = urlOf(connection, ADDRESS, version ? '/v1/predictions' : `/v1/models/${model}/predictions`);
    const json = { input, ...(version && { version }) };
    const { id, urls } = await askForJson({ ...asked, url, json }, predictionSchema);
    const addresses = { getUrl: urls.get, cancelUrl: urls.cancel };
    for (const given of Object.values(addresses)) demandOwnUrl(given, url);
    return { state: 'waiting', handle: { ...(typeof id === 'string' && { id }), ...addresses } };
  },

  async poll(connection, handle, { signal }) {
    const url = demandOwnUrl(addressesSchema.parse(handle).getUrl, urlOf(connection, ADDRESS, '/'));
    const prediction = await askForJson({ connection, url, headers: authorize(connection), signal }, predictionSchema);
    return statusOf(prediction, handle, { host: url.host, key: connection.key });
  },

  async cancel(connection, handle, signal) {
    const url = demandOwnUrl(addressesSchema.parse(handle).cancelUrl, urlOf(connection, ADDRESS, '/'));
    await askVendor({ connection, url, headers: authorize(connection), method: 'POST', signal });
  },
};

function statusOf(
  prediction: Prediction,
  handle: CallHandle,
  vendor: { host: string; key: string | undefined },
): CallStatus {
  const { status, output, error } = prediction;
  if (status === 'starting') return { state: 'waiting', handle };
  if (status === 'processing') return { state: 'running', handle };
  if (status !== 'succeeded') throw errorOfJob({ ...vendor, said: error ?? `The prediction was ${status}` });
  if (!output?.length) throw answerInvalid(vendor.host, 'no file');
  const remote = output.map((url) => ({ name: new URL(url).pathname.split('/').at(-1) ?? '', url, needsKey: false }));
  return { state: 'done', handle, remote, outputs: [] };
}

function authorize({ key = '' }: BackEndConnection): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}
