import type { EngineProgress } from '../engine-progress.ts';

/** Models take most of the time; what is left is reading, checking and writing. */
const MODELS_SHARE = 0.8;

/** Tells how far the two halves of a run that uses models have come, each 0..1. */
export interface WorkTrack {
  readonly models: (done: number, message?: string) => void;
  readonly files: (done: number) => void;
}

/** Makes one fraction of both, which never falls and is 1 only when both are done. */
export function trackWork(report: (progress: EngineProgress) => void): WorkTrack {
  let [models, files, highest] = [0, 0, 0];
  const tell = (stage: string, message?: string): void => {
    const isDone = models === 1 && files === 1;
    highest = isDone ? 1 : Math.max(highest, Math.min(0.9999, models * MODELS_SHARE + files * (1 - MODELS_SHARE)));
    report({ stage, fraction: highest, ...(message === undefined ? {} : { message }) });
  };
  return {
    models: (done, message) => {
      models = Math.max(models, Math.min(1, done));
      tell('models', message);
    },
    files: (done) => {
      files = Math.max(files, Math.min(1, done));
      tell('files');
    },
  };
}
