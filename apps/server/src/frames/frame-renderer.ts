import { Worker } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';
import type { FrameAnswer, FrameJob } from './frame-job.ts';

/** Makes PNGs of frames and passes, away from the thread that answers requests; the most recent are kept. */
export interface FrameRenderer {
  /** `key` names the result for ever: the same key, the same bytes. */
  readonly render: (key: string, job: FrameJob) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

const CAPACITY_BYTES = 192 * 1024 * 1024;

/** The worker starts with the first picture. */
export function createFrameRenderer(): FrameRenderer {
  const kept = new Map<string, Uint8Array>();
  const underWay = new Map<string, Promise<Uint8Array>>();
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let nextIndex = 0;
  let keptBytes = 0;

  const start = (): Worker => {
    // Built code resolves built packages, whatever conditions this process was started with.
    const started = new Worker(new URL('../../dist/frames/frame-worker.js', import.meta.url), { execArgv: [] });
    const fail = (error: Error): void => {
      if (worker === started) worker = undefined;
      for (const each of waiting.values()) each.reject(error);
      waiting.clear();
    };
    started.on('message', (answer: FrameAnswer) => settle(waiting, answer));
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`The frame worker ended with ${code}`)));
    started.unref();
    return started;
  };
  const run = (job: FrameJob): Promise<Uint8Array> => {
    worker ??= start();
    const index = nextIndex++;
    const result = new Promise<Uint8Array>((resolve, reject) => waiting.set(index, { resolve, reject }));
    worker.postMessage({ index, job });
    return result;
  };
  const keep = (key: string, png: Uint8Array): void => {
    kept.set(key, png);
    keptBytes += png.byteLength;
    for (const [oldest, bytes] of kept) {
      if (keptBytes <= CAPACITY_BYTES) return;
      kept.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  };

  return {
    render: (key, job) => {
      const known = kept.get(key);
      if (known) return Promise.resolve(known);
      const running = underWay.get(key);
      if (running) return running;
      const made = run(job)
        .then((png) => {
          if (!job.isPassing) keep(key, png);
          return png;
        })
        .finally(() => underWay.delete(key));
      underWay.set(key, made);
      return made;
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: FrameAnswer): void {
  const waiter = waiting.get(answer.index);
  waiting.delete(answer.index);
  if ('png' in answer) {
    waiter?.resolve(answer.png);
    return;
  }
  const hint = answer.hint === undefined ? {} : { hint: answer.hint };
  waiter?.reject(answer.code ? new BacklotError(answer.code, answer.message, hint) : new Error(answer.message));
}
