import { Worker } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';
import type { FaceInspectionProgress } from '../inspection/faces-report.ts';
import type { FaceAnswer, FaceJobKind, FaceJobs, FaceRequest } from './face-messages.ts';

/** How one job of the thread is watched. */
interface FaceJobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FaceInspectionProgress) => void;
}

/** The thread that holds the models. */
export interface FaceWorker {
  /** Rejects with the signal's reason as soon as it is aborted; the thread hears of it between two faces. */
  readonly run: <Kind extends FaceJobKind>(
    job: FaceJobs[Kind]['job'] & { readonly kind: Kind },
    options?: FaceJobOptions,
  ) => Promise<FaceJobs[Kind]['result']>;
  /** Ends the thread; open jobs are rejected. Safe to call twice. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: FaceJobs[FaceJobKind]['result']) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: FaceJobOptions['onProgress'];
}

/** Starts the thread; its models load with the first job. It does not keep the process alive while it has nothing to do. */
export function startFaceWorker(): FaceWorker {
  // Built code resolves built packages, whatever conditions this process was started with.
  const worker = new Worker(new URL('../../dist/worker/face-worker.js', import.meta.url), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let ended: Error | undefined;
  const fail = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return found;
  };
  worker.on('message', (answer: FaceAnswer) => {
    if ('progress' in answer) waiting.get(answer.id)?.onProgress?.(answer.progress);
    else if ('result' in answer) settle(answer.id)?.resolve(answer.result);
    else settle(answer.id)?.reject(revive(answer.error));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('Faces: the reader is closed')));
  worker.unref();

  async function run(
    job: FaceJobs[FaceJobKind]['job'],
    { signal, onProgress }: FaceJobOptions = {},
  ): Promise<FaceJobs[FaceJobKind]['result']> {
    signal?.throwIfAborted();
    if (ended) throw ended;
    const id = nextId++;
    const send = (request: FaceRequest): void => worker.postMessage(request);
    const stop = (): void => {
      send({ id, isAborted: true });
      settle(id)?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<FaceJobs[FaceJobKind]['result']>((resolve, reject) => {
        waiting.set(id, { resolve, reject, onProgress });
        worker.ref();
        send({ id, job });
      });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  return {
    run: run as FaceWorker['run'],
    close: async () => {
      await worker.terminate();
    },
  };
}

function revive({ message, code, hint }: Extract<FaceAnswer, { error: unknown }>['error']): Error {
  if (code === undefined) return new Error(message);
  return new BacklotError(code, message, hint === undefined ? {} : { hint });
}
