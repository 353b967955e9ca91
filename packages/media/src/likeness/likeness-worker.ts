// The thread that decodes pictures and films and compares them with works on file.
import { serveWorkerJobs } from '@backlot/kernels';
import { readPicture } from '../picture/read-picture.ts';
import { toRgbPicture } from '../picture/rgb-picture.ts';
import type { LikenessJob, LikenessReport } from './likeness-jobs.ts';
import { describePicture, type PictureLikeness } from './picture-likeness.ts';
import { runLikenessInspection } from './run-likeness-inspection.ts';

serveWorkerJobs(async (job: LikenessJob): Promise<{ result: LikenessReport | PictureLikeness }> => {
  if (job.kind === 'inspect') return { result: await runLikenessInspection(job.task) };
  return { result: describePicture(toRgbPicture(await readPicture(job.path, { name: job.name }))) };
});
