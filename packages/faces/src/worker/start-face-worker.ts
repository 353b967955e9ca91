import { Worker } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';
import type { FaceInspectionProgress } from '../inspection/faces-report.ts';
import type { FaceAnswer, FaceJobKind, FaceJobs, FaceRequest } from './face-messages.ts';

/** How one job of the thread is watched. */
interface FaceJobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FaceInspectionProgress) => void;
}

type FaceJob = FaceJobs[FaceJobKind]['job'];
type FaceResult = FaceJobs[FaceJobKind]['result'];

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

/** Starts the thread; its models load with the first job. It does not keep the process alive while it has nothing to do. */
export function startFaceWorker(): FaceWorker {
  // Built code resolves built packages, whatever conditions this process was started with.
  const worker = new Worker(new URL('../../dist/worker/face-worker.js', import.meta.url), { execArgv: [] });
  const send = (request: FaceRequest): void => worker.postMessage(request);
  const jobs = createOpenJobs(worker);

  async function run(job: FaceJob, { signal, onProgress }: FaceJobOptions = {}): Promise<FaceResult> {
    signal?.throwIfAborted();
    const { id, result } = jobs.add(onProgress);
    const stop = (): void => {
      send({ id, isAborted: true });
      jobs.take(id)?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      send({ id, job });
      return await result;
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

interface OpenJob {
  readonly resolve: (result: FaceResult) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: FaceJobOptions['onProgress'];
}

/** Jobs that wait for the thread's answer; while there are any, the thread keeps the process alive. */
interface OpenJobs {
  /** @throws the reason why the thread has ended */
  readonly add: (onProgress: FaceJobOptions['onProgress']) => {
    readonly id: number;
    readonly result: Promise<FaceResult>;
  };
  readonly take: (id: number) => OpenJob | undefined;
}

function createOpenJobs(worker: Worker): OpenJobs {
  const open = new Map<number, OpenJob>();
  let nextId = 0;
  let ended: Error | undefined;
  const take = (id: number): OpenJob | undefined => {
    const job = open.get(id);
    open.delete(id);
    if (open.size === 0) worker.unref();
    return job;
  };
  const end = (reason: Error): void => {
    ended ??= reason;
    for (const id of [...open.keys()]) take(id)?.reject(reason);
  };
  worker.on('message', (answer: FaceAnswer) => {
    if ('progress' in answer) open.get(answer.id)?.onProgress?.(answer.progress);
    else if ('result' in answer) take(answer.id)?.resolve(answer.result);
    else take(answer.id)?.reject(revive(answer.error));
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('Faces: the reader is closed')));
  worker.unref();
  return {
    take,
    add: (onProgress) => {
      if (ended) throw ended;
      const id = nextId++;
      const result = new Promise<FaceResult>((resolve, reject) => open.set(id, { resolve, reject, onProgress }));
      worker.ref();
      return { id, result };
    },
  };
}

function revive({ message, code, hint }: Extract<FaceAnswer, { error: unknown }>['error']): Error {
  if (code === undefined) return new Error(message);
  return new BacklotError(code, message, hint === undefined ? {} : { hint });
}
