import type { ModelFile, ModelJob } from '@backlot/engine';
import { demandSeconds, demandShape, demandShortSide } from './shared/demand-makeable.ts';
import { fileIn, filesIn, lengthFor, ratioFor, readInline } from './shared/job-values.ts';
import { withSettings } from './shared/with-settings.ts';

const PICTURE_RATIOS = ['3:1', '2:1', '16:9', '3:2', '1:1', '2:3', '9:16', '1:2', '1:3'] as const;
const FILM_RATIOS = ['9:16', '3:4', '1:1', '4:3', '16:9', '21:9'] as const;
const LENGTHS_S = [5, 10] as const;
const HEIGHTS_PX = [360, 540, 720, 1080] as const;

/** A job as Luma takes it: a picture, a picture from a picture, a film, or a film from a film. */
export async function lumaRequest(job: ModelJob): Promise<Record<string, unknown>> {
  return job.task === 'image' ? pictureOf(job) : filmOf(job);
}

/** Seconds that a film is asked for, 5 or 10; undefined where it is as long as the film that it is made from. */
export function lumaSeconds(job: ModelJob): number | undefined {
  if (fileIn(job, 'video')) return undefined;
  const [shortest] = LENGTHS_S;
  return isBetweenPictures(job) ? shortest : (lengthFor(job, LENGTHS_S) ?? shortest);
}

/**
 * Refuses what Luma does not make: a film of more than ten seconds, or five between given pictures; other shapes; more than
 * 1080p. What is made from a film or picture has the length and shape of that.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function checkLuma(job: ModelJob): void {
  if (job.task === 'image') {
    if (!fileIn(job, 'image')) demandShape(job, PICTURE_RATIOS);
    return;
  }
  if (fileIn(job, 'video')) return;
  demandSeconds(job, isBetweenPictures(job) ? LENGTHS_S[0] : LENGTHS_S[1]);
  demandShape(job, FILM_RATIOS);
  demandShortSide(job, Math.max(...HEIGHTS_PX));
}

// Films between given pictures have no other length than the shortest.
function isBetweenPictures(job: ModelJob): boolean {
  return fileIn(job, 'image') !== undefined || fileIn(job, 'last-image') !== undefined;
}

async function pictureOf(job: ModelJob): Promise<Record<string, unknown>> {
  const source = fileIn(job, 'image');
  const references = await Promise.all(filesIn(job, 'reference').map(inline));
  return withSettings(job.settings, {
    prompt: job.prompt,
    model: job.model,
    type: source ? 'image_edit' : 'image',
    output_format: 'png',
    // An edit has the size of what it edits.
    ...(source ? { source: await inline(source) } : { aspect_ratio: ratioFor(job, PICTURE_RATIOS) }),
    ...(references.length > 0 && { image_ref: references }),
  });
}

async function filmOf(job: ModelJob): Promise<Record<string, unknown>> {
  const [source, first, last] = [fileIn(job, 'video'), fileIn(job, 'image'), fileIn(job, 'last-image')];
  const { prompt, model, settings } = job;
  const resolution = `${resolutionFor(job)}p`;
  if (source) {
    const video = withSettings(settings, { resolution, edit: { auto_controls: true } });
    return { prompt, model, type: 'video_edit', source: await inline(source), video };
  }
  const video = withSettings(settings, {
    resolution,
    duration: `${lumaSeconds(job)}s`,
    ...(first && { start_frame: await inline(first) }),
    ...(last && { end_frame: await inline(last) }),
  });
  return { prompt, model, type: 'video', aspect_ratio: ratioFor(job, FILM_RATIOS), video };
}

function resolutionFor({ widthPx = 1280, heightPx = 720 }: ModelJob): number {
  const shortPx = Math.min(widthPx, heightPx);
  return HEIGHTS_PX.find((offered) => offered >= shortPx) ?? 1080;
}

async function inline(file: ModelFile): Promise<{ readonly data: string; readonly media_type: string }> {
  return { data: await readInline(file), media_type: file.mediaType };
}
