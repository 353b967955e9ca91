import type { BackEndAdapter, BackEndConnection, CallHandle, CallStatus, RemoteOutput } from '@backlot/engine';
import { z } from 'zod';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { errorOfJob } from '../errors/error-of-status.ts';
import { checkFal, FAL_MODELS, falSeconds, inputFor, isListedFal } from './fal-models.ts';
import { askForJson, askVendor, demandOwnUrl } from './shared/ask-vendor.ts';
import { urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';
import { probeKey } from './shared/probe-key.ts';

const ADDRESS = 'https://queue.fal.run';
const NOBODYS_REQUEST = '/fal-ai/flux-1/requests/00000000-0000-0000-0000-000000000000/status';

const addressesSchema = z.object({ statusUrl: z.string(), responseUrl: z.string(), cancelUrl: z.string() });
const submittedSchema = z
  .object({
    request_id: z.string().nullish(),
    status_url: z.string(),
    response_url: z.string(),
    cancel_url: z.string(),
  })
  .transform(({ request_id, status_url, response_url, cancel_url }) => ({
    ...(typeof request_id === 'string' && { requestId: request_id }),
    statusUrl: status_url,
    responseUrl: response_url,
    cancelUrl: cancel_url,
  }));
const statusSchema = z.object({
  status: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']),
  queue_position: z.number().int().nonnegative().nullish(),
  error: z.string().nullish(),
});
const fileSchema = z.object({ url: z.url(), content_type: z.string().nullish(), file_name: z.string().nullish() });
const filesSchema = z.union([fileSchema.transform((file) => [file]), z.array(fileSchema)]).nullish();
const resultSchema = z.object({
  image: filesSchema,
  images: filesSchema,
  video: filesSchema,
  audio: filesSchema,
  audio_file: filesSchema,
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});

/**
 * fal's queue (fal.ai/docs, api-reference/inference-api). Spoken here and not through @ai-sdk/fal, which keeps pictures
 * waiting on one request, knows no cancel and cannot be given another address.
 */
export const fal: BackEndAdapter = {
  kind: 'fal',
  title: 'fal',
  tasks: ['image', 'video'],
  needsAddress: false,
  needsKey: true,
  models: FAL_MODELS,
  // No idempotency key and no list of requests is documented.
  restart: 'uncertain',
  pollEveryMs: 2000,
  headers: authorize,
  billedSeconds: falSeconds,
  isAtListPrice: isListedFal,

  async inspect(connection, signal) {
    const url = urlOf(connection, ADDRESS, NOBODYS_REQUEST);
    await probeKey({ connection, url, headers: authorize(connection), signal });
    return { about: `fal at ${url.host}`, models: FAL_MODELS, missing: [] };
  },

  check(job) {
    checkJob(fal, job);
    checkFal(job);
  },

  async start(connection, job, { signal }) {
    const url = urlOf(connection, ADDRESS, `/${job.model}`);
    const json = await inputFor(job);
    const handle = await askForJson({ connection, url, headers: authorize(connection), json, signal }, submittedSchema);
    for (const given of Object.values(addressesSchema.parse(handle))) demandOwnUrl(given, url);
    return { state: 'waiting', handle };
  },

  async poll(connection, handle, { signal }) {
    const { statusUrl, responseUrl } = addressesSchema.parse(handle);
    const base = urlOf(connection, ADDRESS, '/');
    const asked = { connection, headers: authorize(connection), signal };
    const status = await askForJson({ ...asked, url: demandOwnUrl(statusUrl, base) }, statusSchema);
    if (status.status !== 'COMPLETED') return stillWaiting(status, handle);
    if (status.error) throw errorOfJob({ host: base.host, said: status.error, key: connection.key });
    const result = await askForJson({ ...asked, url: demandOwnUrl(responseUrl, base) }, resultSchema);
    return { state: 'done', handle, remote: remoteOf(result, base.host), outputs: [] };
  },

  async cancel(connection, handle, signal) {
    const { cancelUrl } = addressesSchema.parse(handle);
    const url = demandOwnUrl(cancelUrl, urlOf(connection, ADDRESS, '/'));
    await askVendor({ connection, url, headers: authorize(connection), method: 'PUT', signal });
  },
};

function authorize({ key = '' }: BackEndConnection): Readonly<Record<string, string>> {
  return { authorization: `Key ${key}` };
}

function stillWaiting({ status, queue_position }: z.infer<typeof statusSchema>, handle: CallHandle): CallStatus {
  if (status === 'IN_PROGRESS') return { state: 'running', handle };
  return { state: 'waiting', handle, ...(typeof queue_position === 'number' && { queuePosition: queue_position }) };
}

/** The checker of a picture model blackens what it objects to and says so in a field. */
function remoteOf(result: z.infer<typeof resultSchema>, host: string): RemoteOutput[] {
  if (result.has_nsfw_concepts?.some(Boolean)) throw errorOfJob({ host, said: 'flagged by the safety checker' });
  const files = [result.images, result.image, result.video, result.audio, result.audio_file].flatMap(
    (all) => all ?? [],
  );
  if (files.length === 0) throw answerInvalid(host, 'no file');
  return files.map(({ url, content_type, file_name }) => ({
    name: file_name ?? new URL(url).pathname.split('/').at(-1) ?? 'answer',
    url,
    needsKey: false,
    ...(content_type && { mediaType: content_type }),
  }));
}
