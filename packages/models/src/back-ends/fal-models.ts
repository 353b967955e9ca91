import type { ModelJob, ModelSlot, OfferedModel } from '@backlot/engine';
import { demandFrames } from './shared/demand-makeable.ts';
import { dataUrl, wholeSecondsOf } from './shared/job-values.ts';
import { withSettings } from './shared/with-settings.ts';

/** Prices as fal's own pages listed them on the day named; a card's price goes before. */
export const FAL_MODELS: readonly OfferedModel[] = [
  {
    name: 'fal-ai/flux-1/dev',
    title: 'FLUX.1 [dev]',
    task: 'image',
    slots: [],
    price: {
      unit: 'megapixel',
      usdMicros: 25_000,
      source: 'fal.ai/models/fal-ai/flux-1/dev, each megapixel begun, 2026-11-25',
    },
  },
  {
    name: 'fal-ai/flux-1/dev/image-to-image',
    title: 'FLUX.1 [dev], from a picture',
    task: 'image',
    slots: [{ slot: 'image', isRequired: true }],
  },
  {
    name: 'fal-ai/wan-22-vace-fun-a14b/depth',
    title: 'Wan 2.2 VACE, under depth',
    task: 'video',
    slots: [
      { slot: 'depth', isRequired: true },
      { slot: 'image', isRequired: false },
      { slot: 'last-image', isRequired: false },
      { slot: 'reference', isRequired: false },
    ],
    frameStep: 4,
    price: {
      unit: 'frame',
      usdMicros: 6250,
      source: 'fal.ai/models/fal-ai/wan-22-vace-fun-a14b/depth, 720p, $0.10 for 16 frames, 2026-11-25',
    },
  },
  {
    name: 'fal-ai/wan-22-vace-fun-a14b/inpainting',
    title: 'Wan 2.2 VACE, within a mask',
    task: 'video',
    slots: [
      { slot: 'video', isRequired: true },
      { slot: 'video-mask', isRequired: true },
      { slot: 'image', isRequired: false },
      { slot: 'last-image', isRequired: false },
      { slot: 'reference', isRequired: false },
    ],
    frameStep: 4,
    price: {
      unit: 'frame',
      usdMicros: 6250,
      source: 'fal.ai/models/fal-ai/wan-22-vace-fun-a14b/inpainting, 720p, $0.10 for 16 frames, 2026-11-25',
    },
  },
];

/** Fields of fal's inputs by what a file is; pictures of a look are a list. */
const PICTURE_FIELDS: Partial<Record<ModelSlot, string>> = { image: 'image_url', mask: 'mask_url' };
const FILM_FIELDS: Partial<Record<ModelSlot, string>> = {
  image: 'first_frame_url',
  'last-image': 'last_frame_url',
  video: 'video_url',
  depth: 'video_url',
  normal: 'video_url',
  sketch: 'video_url',
  'video-mask': 'mask_video_url',
};
const LISTED_FILM_PX = 720;
/** fal.ai/models/fal-ai/wan-22-vace-fun-a14b/depth/api, 2026-11-25. */
const MOST_VACE_FRAMES = 241;
/** VACE; the others take whole seconds. */
const COUNTS_FRAMES = /vace/;
/** Models that begin with a picture and have no last one call it by its plain name. */
const PLAIN_FIRST_FRAME = /image-to-video/;

/** The input of a job as fal's models take it. `settings` go in as they are, under the model's own names. */
export async function inputFor(job: ModelJob): Promise<Record<string, unknown>> {
  const { prompt, negativePrompt, seed, settings } = job;
  return withSettings(settings, {
    prompt,
    seed,
    ...(negativePrompt && { negative_prompt: negativePrompt }),
    ...(job.task === 'image' ? pictureOf(job) : filmOf(job)),
    ...(await filesOf(job)),
  });
}

function pictureOf({ widthPx, heightPx }: ModelJob): Record<string, unknown> {
  return { num_images: 1, ...(widthPx && heightPx && { image_size: { width: widthPx, height: heightPx } }) };
}

function filmOf(job: ModelJob): Record<string, unknown> {
  const { durationFrames, frameRate, model } = job;
  if (durationFrames === undefined || !frameRate) return {};
  if (COUNTS_FRAMES.test(model)) {
    const framesPerSecond = Math.round(frameRate.numerator / frameRate.denominator);
    return { num_frames: durationFrames, frames_per_second: framesPerSecond, match_input_num_frames: false };
  }
  return { duration: String(wholeSecondsOf(job)) };
}

/** Refuses a film of more frames than VACE makes; what others make, they say themselves. @throws BacklotError `MODEL_REQUEST_INVALID` */
export function checkFal(job: ModelJob): void {
  if (job.task === 'video' && COUNTS_FRAMES.test(job.model)) demandFrames(job, MOST_VACE_FRAMES);
}

/** Seconds that a film is asked for; undefined where its length goes out in frames. */
export function falSeconds(job: ModelJob): number | undefined {
  return job.task === 'video' && !COUNTS_FRAMES.test(job.model) ? wholeSecondsOf(job) : undefined;
}

/** Whether a job is of a size that its model's list price is for: films have one of 720p. */
export function isListedFal({ task, widthPx = 0, heightPx = 0 }: ModelJob): boolean {
  return task !== 'video' || Math.min(widthPx, heightPx) <= LISTED_FILM_PX;
}

async function filesOf(job: ModelJob): Promise<Record<string, unknown>> {
  const fields = job.task === 'image' ? PICTURE_FIELDS : FILM_FIELDS;
  const input: Record<string, unknown> = {};
  const references: string[] = [];
  for (const file of job.files) {
    const field = file.slot === 'image' && PLAIN_FIRST_FRAME.test(job.model) ? 'image_url' : fields[file.slot];
    if (file.slot === 'reference') references.push(await dataUrl(file));
    else if (field) input[field] = await dataUrl(file);
  }
  if (references.length > 0) input.ref_image_urls = references;
  // Our passes are what the model wants already; making depth of a picture of depth would spoil it.
  if (job.files.some(({ slot }) => slot === 'depth')) input.preprocess = false;
  return input;
}
