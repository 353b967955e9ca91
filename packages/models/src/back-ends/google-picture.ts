import type { BackEndConnection, CallContext, CallStatus, ModelJob } from '@backlot/engine';
import { z } from 'zod';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { errorOfJob } from '../errors/error-of-status.ts';
import { explainSdkError } from '../errors/explain-sdk-error.ts';
import { GOOGLE_ADDRESS, openGoogle } from './google-models.ts';
import { urlOf } from './shared/base-url.ts';
import { demandShape } from './shared/demand-makeable.ts';
import { ratioFor } from './shared/job-values.ts';
import { keepOutput } from './shared/keep-output.ts';
import { sdkFile } from './shared/sdk-file.ts';
import { withSettings } from './shared/with-settings.ts';

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const;

/** Refuses a picture of a shape that Gemini does not make. @throws BacklotError `MODEL_REQUEST_INVALID` */
export function checkGooglePicture(job: ModelJob): void {
  demandShape(job, RATIOS);
}

/** Makes one picture; `settings.imageSize` is `1K`, `2K` or `4K`. The answer comes with the request. */
export async function makeGooglePicture(
  connection: BackEndConnection,
  job: ModelJob,
  { workDir, signal }: CallContext,
): Promise<CallStatus> {
  const { host } = urlOf(connection, GOOGLE_ADDRESS, '/');
  const { images, ending } = await generate(connection, job, signal).catch((error: unknown) => {
    throw explainSdkError(error, { host, key: connection.key, signal });
  });
  if (images.length === 0 && ending !== 'STOP') throw errorOfJob({ host, said: ending, key: connection.key });
  if (images.length === 0) throw answerInvalid(host, 'no picture');
  const outputs = await Promise.all(
    images.map((bytes, index) => keepOutput(bytes, { host, stem: `picture-${index + 1}`, workDir })),
  );
  return { state: 'done', handle: {}, remote: [], outputs };
}

async function generate(
  connection: BackEndConnection,
  job: ModelJob,
  abortSignal: AbortSignal,
): Promise<{ readonly images: readonly Uint8Array[]; readonly ending: string }> {
  const { imageSize, ...settings } = job.settings;
  const google = await openGoogle(connection);
  const { images, providerMetadata } = await google.image(job.model).doGenerate({
    prompt: job.prompt,
    n: 1,
    size: undefined,
    aspectRatio: ratioFor(job, RATIOS),
    seed: job.seed,
    files: job.files.length === 0 ? undefined : await Promise.all(job.files.map(sdkFile)),
    mask: undefined,
    providerOptions: {
      google: withSettings(settings, imageSize === undefined ? {} : { imageConfig: { imageSize } }),
    },
    abortSignal,
  });
  const said = z.object({ finishReason: z.string() }).safeParse(providerMetadata?.google);
  return {
    images: images.map((image) => (typeof image === 'string' ? Buffer.from(image, 'base64') : image)),
    ending: said.data?.finishReason ?? 'STOP',
  };
}
