import { BacklotError } from '@backlot/film';
import { createWorkerPool } from '@backlot/kernels';
import type { LikenessJob, LikenessReport, LikenessTask } from './likeness-jobs.ts';
import type { PictureLikeness } from './picture-likeness.ts';

/**
 * Looks for works in pictures and films, on a thread of its own: at every cut and at least once a second. A work that is on
 * screen for less than a second inside a shot can be missed. Rejects with the signal's reason when it is aborted.
 * @throws BacklotError as `readPicture` and `readVideoFrames`
 */
export function inspectLikenesses(task: LikenessTask, signal?: AbortSignal): Promise<LikenessReport> {
  return runInThread<LikenessReport>({ kind: 'inspect', task }, signal);
}

/**
 * Describes the picture in a file, on a thread of its own; `name` is what messages call it.
 * @throws BacklotError as `readPicture`
 */
export function describePictureFile(path: string, name: string): Promise<PictureLikeness> {
  return runInThread<PictureLikeness>({ kind: 'describe', path, name });
}

async function runInThread<Result>(job: LikenessJob, signal?: AbortSignal): Promise<Result> {
  // Built code resolves built packages, whatever conditions this process was started with.
  const workerUrl = new URL('../../dist/likeness/likeness-worker.js', import.meta.url);
  const pool = createWorkerPool<LikenessJob, Result>({ workerUrl, threads: 1 });
  try {
    return await pool.run(job, signal ? { signal } : {});
  } catch (error) {
    throw revive(error);
  } finally {
    await pool.close();
  }
}

/** A thread's errors keep their code and hint, and lose their class. */
function revive(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'BacklotError') return error;
  const [code, hint]: unknown[] = [Reflect.get(error, 'code'), Reflect.get(error, 'hint')];
  return new BacklotError(String(code), error.message, typeof hint === 'string' ? { hint } : {});
}
