import type { BackEndConnection, CallContext, CallHandle, CallStatus, ModelJob, RemoteOutput } from '@backlot/engine';
import { z } from 'zod';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { errorOfJob } from '../errors/error-of-status.ts';
import { explainSdkError } from '../errors/explain-sdk-error.ts';
import { authorizeGoogle, GOOGLE_ADDRESS, openGoogle } from './google-models.ts';
import { askForJson } from './shared/ask-vendor.ts';
import { urlOf } from './shared/base-url.ts';
import { demandSeconds, demandSize } from './shared/demand-makeable.ts';
import { fileIn, filesIn, lengthFor, ratioFor } from './shared/job-values.ts';
import { sdkFile } from './shared/sdk-file.ts';
import { withSettings } from './shared/with-settings.ts';

const LENGTHS_S = [4, 6, 8] as const;
const [SMALLEST, LARGEST] = ['1280x720', '3840x2160'] as const;
const SIZES = [SMALLEST, '1920x1080', LARGEST, '720x1280', '1080x1920', '2160x3840'] as const;
const RATIOS = ['16:9', '9:16'] as const;

const handleSchema = z.object({ operationName: z.string().regex(/^[\w./-]+$/) });
const operationSchema = z.object({
  done: z.boolean().nullish(),
  error: z.object({ message: z.string() }).nullish(),
  response: z
    .object({
      generateVideoResponse: z.object({
        generatedSamples: z.array(z.object({ video: z.object({ uri: z.url() }) })).nullish(),
        raiMediaFilteredReasons: z.array(z.string()).nullish(),
      }),
    })
    .nullish(),
});

/** Seconds that a film is asked for: Veo makes 4, 6 or 8, and above 720p or after pictures of a look 8 alone. */
export function veoSeconds(job: ModelJob): number | undefined {
  const isLongOnly = (resolutionOf(job) ?? SMALLEST) !== SMALLEST || fileIn(job, 'reference') !== undefined;
  return lengthFor(job, isLongOnly ? LENGTHS_S.slice(-1) : LENGTHS_S);
}

/** Whether a film is of a size that the list has a price for. */
export function isListedVeo(job: ModelJob): boolean {
  return resolutionOf(job) !== LARGEST;
}

/** Refuses a film of a length or size that Veo does not make. @throws BacklotError `MODEL_REQUEST_INVALID` */
export function checkVeo(job: ModelJob): void {
  demandSeconds(job, Math.max(...LENGTHS_S));
  demandSize(job, SIZES);
}

/** Starts a film. */
export async function startVeo(
  connection: BackEndConnection,
  job: ModelJob,
  { signal }: CallContext,
): Promise<CallStatus> {
  const request = {
    prompt: job.prompt,
    n: 1,
    aspectRatio: ratioFor(job, RATIOS),
    resolution: resolutionOf(job),
    duration: veoSeconds(job),
    fps: undefined,
    seed: job.seed,
    image: undefined,
    frameImages: await frameImagesOf(job),
    inputReferences: await Promise.all(filesIn(job, 'reference').map(sdkFile)),
    generateAudio: undefined,
    providerOptions: {
      google: withSettings(job.settings, job.negativePrompt ? { negativePrompt: job.negativePrompt } : {}),
    },
    abortSignal: signal,
  };
  const model = (await openGoogle(connection)).video(job.model);
  try {
    const started = await model.doStart?.(request);
    return { state: 'waiting', handle: handleSchema.parse(started?.operation) };
  } catch (error) {
    const { host } = urlOf(connection, GOOGLE_ADDRESS, '/');
    throw explainSdkError(error, { host, key: connection.key, signal });
  }
}

/**
 * Looks at a film's operation. Spoken here: AI SDK drops the reasons of a refusal on its way, and writes the key into the
 * film's address.
 */
export async function pollVeo(
  connection: BackEndConnection,
  handle: CallHandle,
  { signal }: CallContext,
): Promise<CallStatus> {
  const { operationName } = handleSchema.parse(handle);
  const url = urlOf(connection, GOOGLE_ADDRESS, `/v1beta/${operationName}`);
  const headers = authorizeGoogle(connection);
  const { done, error, response } = await askForJson({ connection, url, headers, signal }, operationSchema);
  if (!done) return { state: 'running', handle };
  const { generatedSamples, raiMediaFilteredReasons } = response?.generateVideoResponse ?? {};
  const remote = (generatedSamples ?? []).map(({ video }, index) => remoteOf(url, video.uri, index));
  if (remote.length > 0) return { state: 'done', handle, remote, outputs: [] };
  const vendor = { host: url.host, key: connection.key };
  if (error) throw errorOfJob({ ...vendor, said: error.message });
  if (raiMediaFilteredReasons?.length)
    throw errorOfJob({ ...vendor, said: `safety: ${raiMediaFilteredReasons.join(' ')}` });
  throw answerInvalid(url.host, 'no film');
}

/** Google's own address needs the key, and no other gets it. */
function remoteOf(asked: URL, uri: string, index: number): RemoteOutput {
  const needsKey = new URL(uri).origin === asked.origin;
  return { name: `film-${index + 1}.mp4`, url: uri, mediaType: 'video/mp4', needsKey };
}

async function frameImagesOf(job: ModelJob) {
  const [first, last] = [fileIn(job, 'image'), fileIn(job, 'last-image')];
  return [
    ...(first ? [{ frameType: 'first_frame' as const, image: await sdkFile(first) }] : []),
    ...(last ? [{ frameType: 'last_frame' as const, image: await sdkFile(last) }] : []),
  ];
}

function resolutionOf({ widthPx, heightPx }: ModelJob): `${number}x${number}` | undefined {
  if (!widthPx || !heightPx) return undefined;
  const shortPx = Math.min(widthPx, heightPx);
  if (shortPx > 1080) return LARGEST;
  return shortPx > 720 ? '1920x1080' : SMALLEST;
}
