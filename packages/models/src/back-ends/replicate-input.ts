import { openAsBlob } from 'node:fs';
import type { ModelFile, ModelJob, ModelSlot } from '@backlot/engine';
import { z } from 'zod';
import { askForJson, type VendorRequest } from './shared/ask-vendor.ts';
import { dataUrl, wholeSecondsOf } from './shared/job-values.ts';
import { withSettings } from './shared/with-settings.ts';

/** What Replicate's guide takes within a request; larger files go by its files interface. */
const MAX_INLINE_BYTES = 256 * 1024;

const FIELDS: Partial<Record<ModelSlot, string>> = {
  image: 'image',
  mask: 'mask',
  video: 'video',
  depth: 'control_video',
};
/** Models that call a slot by another name than most do. */
const FIELDS_OF_MODEL: Readonly<Record<string, Partial<Record<ModelSlot, string>>>> = {
  'minimax/video-01': { image: 'first_frame_image' },
};
const uploadedSchema = z.object({ urls: z.object({ get: z.url() }) });

/** The input of a job under the names that most models on Replicate share; `settings` go in under the model's own. */
export async function replicateInput(
  job: ModelJob,
  files: Pick<VendorRequest, 'connection' | 'headers' | 'signal' | 'url'>,
): Promise<Record<string, unknown>> {
  const { prompt, negativePrompt, seed, widthPx, heightPx, settings, durationFrames } = job;
  const seconds = wholeSecondsOf(job);
  return withSettings(settings, {
    prompt,
    seed,
    ...(negativePrompt && { negative_prompt: negativePrompt }),
    ...(widthPx && heightPx && { width: widthPx, height: heightPx }),
    ...(seconds !== undefined && { duration: seconds, num_frames: durationFrames }),
    ...(await filesOf(job, (file) => give(file, files))),
  });
}

async function filesOf(job: ModelJob, give: (file: ModelFile) => Promise<string>): Promise<Record<string, unknown>> {
  const fields = { ...FIELDS, ...FIELDS_OF_MODEL[job.model] };
  const references: string[] = [];
  const input: Record<string, unknown> = {};
  for (const file of job.files) {
    const field = fields[file.slot];
    if (file.slot === 'reference') references.push(await give(file));
    else if (field) input[field] = await give(file);
  }
  return references.length > 0 ? { ...input, input_images: references } : input;
}

async function give(
  file: ModelFile,
  request: Pick<VendorRequest, 'connection' | 'headers' | 'signal' | 'url'>,
): Promise<string> {
  if (file.byteLength <= MAX_INLINE_BYTES) return dataUrl(file);
  const form = new FormData();
  form.append('content', await openAsBlob(file.path, { type: file.mediaType }), file.name);
  const { urls } = await askForJson({ ...request, form }, uploadedSchema);
  return urls.get;
}
