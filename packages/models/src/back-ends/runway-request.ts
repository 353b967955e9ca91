import type { ModelJob } from '@backlot/engine';
import { demandSeconds, demandSize } from './shared/demand-makeable.ts';
import { dataUrl, fileIn, filesIn, ratioFor, wholeSecondsOf } from './shared/job-values.ts';
import { withSettings } from './shared/with-settings.ts';

const PICTURE_RATIOS = [
  '1024:1024',
  '1360:768',
  '1440:1080',
  '1080:1440',
  '1920:1080',
  '1080:1920',
  '2112:912',
] as const;
const FILM_RATIOS = ['1280:720', '720:1280'] as const;
const FILM_FROM_PICTURE_RATIOS = ['1280:720', '720:1280', '1104:832', '960:960', '832:1104', '1584:672'] as const;
const SHORTEST_S = 2;
const LONGEST_S = 10;
const USUAL_S = 5;

/** Where a job goes at Runway, and as what. */
export interface RunwayRequest {
  readonly path: '/v1/text_to_image' | '/v1/text_to_video' | '/v1/image_to_video';
  readonly body: Readonly<Record<string, unknown>>;
}

/** A job as Runway takes it; `settings` go in under Runway's own names. */
export async function runwayRequest(job: ModelJob): Promise<RunwayRequest> {
  const { model, prompt, seed, settings } = job;
  const { path, ...rest } = await (job.task === 'image' ? pictureOf(job) : filmOf(job));
  return { path, body: withSettings(settings, { model, promptText: prompt, seed, ...rest }) };
}

/** Seconds that a film is asked for: whole ones, 2 to 10. */
export function runwaySeconds(job: ModelJob): number {
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, wholeSecondsOf(job) ?? USUAL_S));
}

/** Refuses a length or size that Runway does not make. @throws BacklotError `MODEL_REQUEST_INVALID` */
export function checkRunway(job: ModelJob): void {
  if (job.task === 'video') demandSeconds(job, LONGEST_S);
  demandSize(job, job.task === 'video' ? filmRatiosOf(job) : PICTURE_RATIOS);
}

function filmRatiosOf(job: ModelJob) {
  return fileIn(job, 'image') || fileIn(job, 'last-image') ? FILM_FROM_PICTURE_RATIOS : FILM_RATIOS;
}

async function pictureOf(job: ModelJob): Promise<{ readonly path: RunwayRequest['path'] } & Record<string, unknown>> {
  const references = await Promise.all(filesIn(job, 'reference').map(async (file) => ({ uri: await dataUrl(file) })));
  return {
    path: '/v1/text_to_image',
    ratio: ratioFor(job, PICTURE_RATIOS) ?? PICTURE_RATIOS[4],
    ...(references.length > 0 && { referenceImages: references }),
  };
}

async function filmOf(job: ModelJob): Promise<{ readonly path: RunwayRequest['path'] } & Record<string, unknown>> {
  const [first, last] = [fileIn(job, 'image'), fileIn(job, 'last-image')];
  const duration = runwaySeconds(job);
  if (!first && !last)
    return { path: '/v1/text_to_video', duration, ratio: ratioFor(job, FILM_RATIOS) ?? FILM_RATIOS[0] };
  const promptImage = [
    ...(first ? [{ uri: await dataUrl(first), position: 'first' }] : []),
    ...(last ? [{ uri: await dataUrl(last), position: 'last' }] : []),
  ];
  const ratio = ratioFor(job, FILM_FROM_PICTURE_RATIOS) ?? FILM_FROM_PICTURE_RATIOS[0];
  return { path: '/v1/image_to_video', duration, ratio, promptImage };
}
