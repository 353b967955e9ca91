import { Worker } from 'node:worker_threads';
import type { WorkerError } from './serve-worker-jobs.ts';

/** How {@link createWorkerPool} starts its workers. */
export interface WorkerPoolOptions {
  /** Compiled JavaScript module to run in each worker; it answers messages with {@link serveWorkerJobs}. */
  workerUrl: URL;
  /** Number of workers, 1 or more. They start with the first job. */
  threads: number;
  /** Handed to every worker as `workerData`. */
  workerData?: unknown;
}

/** Options of one job. */
export interface WorkerJobOptions {
  /** Buffers that move to the worker instead of being copied. */
  transfer?: readonly ArrayBuffer[];
  /** Aborting rejects the job: a waiting one never starts, a running one loses its worker, which is replaced. */
  signal?: AbortSignal;
}

/** Runs jobs on worker threads, first come first served. */
export interface WorkerPool<Job, Result> {
  /**
   * Resolves with the worker's answer; rejects with the abort reason, "worker ended", or an Error with the name, message,
   * `code`, `hint` and `details` of the worker's: its class is lost on the way.
   */
  run(job: Job, options?: WorkerJobOptions): Promise<Result>;
  /** Ends all workers; jobs that have not finished are rejected. Safe to call twice. */
  close(): Promise<void>;
}

interface Pending<Job, Result> {
  job: Job;
  options: WorkerJobOptions;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

interface Slot<Job, Result> {
  worker: Worker;
  current: Pending<Job, Result> | undefined;
}

type Reply<Result> = { result: Result } | { error: WorkerError };

/**
 * Makes a pool of worker threads that each serve one job at a time.
 * Which thread takes a job must not decide bytes: jobs are pure functions of their message and of `workerData`.
 * @throws RangeError when `threads` is not a whole number of 1 or more.
 */
export function createWorkerPool<Job, Result>(options: WorkerPoolOptions): WorkerPool<Job, Result> {
  if (!Number.isInteger(options.threads) || options.threads < 1) {
    throw new RangeError(`Worker pool: threads must be a whole number of 1 or more, got ${options.threads}`);
  }
  const queue: Pending<Job, Result>[] = [];
  const slots = new Set<Slot<Job, Result>>();
  let isClosed = false;

  function startSlot(): Slot<Job, Result> {
    // Workers are compiled modules: a test runner's loaders and conditions are not for them.
    const worker = new Worker(options.workerUrl, { workerData: options.workerData, execArgv: [] });
    const slot: Slot<Job, Result> = { worker, current: undefined };
    slots.add(slot);
    worker.on('message', (reply: Reply<Result>) => {
      const done = takeCurrent(slot);
      if ('error' in reply) done?.reject(Object.assign(new Error(reply.error.message), reply.error));
      else done?.resolve(reply.result);
      pump();
    });
    worker.on('error', (error) => dropSlot(slot, error));
    worker.on('exit', (code) =>
      dropSlot(slot, new Error(`Worker ended with exit code ${code} before its job was done`)),
    );
    worker.unref();
    return slot;
  }

  function dropSlot(slot: Slot<Job, Result>, reason: unknown): void {
    slots.delete(slot);
    takeCurrent(slot)?.reject(reason);
    if (!isClosed) pump();
  }

  function pump(): void {
    while (queue.length > 0) {
      const slot =
        [...slots].find((candidate) => !candidate.current) ?? (slots.size < options.threads ? startSlot() : undefined);
      if (!slot) return;
      const next = queue.shift();
      if (next) start(slot, next);
    }
  }

  function start(slot: Slot<Job, Result>, pending: Pending<Job, Result>): void {
    slot.current = pending;
    slot.worker.ref();
    try {
      slot.worker.postMessage(pending.job, [...(pending.options.transfer ?? [])]);
    } catch (error) {
      takeCurrent(slot)?.reject(error);
    }
  }

  function abort(pending: Pending<Job, Result>, reason: unknown): void {
    const waiting = queue.indexOf(pending);
    if (waiting >= 0) queue.splice(waiting, 1);
    const slot = [...slots].find((candidate) => candidate.current === pending);
    pending.reject(reason);
    if (!slot) return;
    slot.current = undefined;
    slots.delete(slot);
    void slot.worker.terminate().then(() => pump());
  }

  return {
    run(job, jobOptions = {}) {
      const { signal } = jobOptions;
      if (isClosed) return Promise.reject(new Error('Worker pool is closed'));
      if (signal?.aborted) return Promise.reject(signal.reason);
      return new Promise<Result>((resolve, reject) => {
        const onAbort = (): void => abort(pending, signal?.reason);
        const settle = <T>(finish: (value: T) => void) => {
          return (value: T): void => {
            signal?.removeEventListener('abort', onAbort);
            finish(value);
          };
        };
        const pending: Pending<Job, Result> = {
          job,
          options: jobOptions,
          resolve: settle(resolve),
          reject: settle(reject),
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(pending);
        pump();
      });
    },
    async close() {
      isClosed = true;
      const closed = new Error('Worker pool was closed before the job was done');
      for (const pending of queue.splice(0)) pending.reject(closed);
      const ending = [...slots].map((slot) => {
        takeCurrent(slot)?.reject(closed);
        return slot.worker.terminate();
      });
      slots.clear();
      await Promise.all(ending);
    },
  };
}

function takeCurrent<Job, Result>(slot: Slot<Job, Result>): Pending<Job, Result> | undefined {
  const { current } = slot;
  slot.current = undefined;
  slot.worker.unref();
  return current;
}
