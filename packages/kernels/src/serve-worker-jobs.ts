import { parentPort } from 'node:worker_threads';

/** A job's result together with the buffers that move to the caller instead of being copied. */
export interface WorkerAnswer<Result> {
  result: Result;
  transfer?: readonly ArrayBuffer[];
}

/** What of an error reaches the caller of the pool. */
export interface WorkerError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: unknown;
  readonly hint?: unknown;
  /** Plain data. */
  readonly details?: unknown;
}

/**
 * Answers the jobs of a worker pool; call it once, at the top of the worker's module.
 * What `perform` throws rejects the job with an Error of the same name, message, stack, `code`, `hint` and `details`; the
 * worker lives on.
 * @throws Error when called outside a worker thread.
 */
export function serveWorkerJobs<Job, Result>(
  perform: (job: Job) => WorkerAnswer<Result> | Promise<WorkerAnswer<Result>>,
): void {
  const port = parentPort;
  if (!port) throw new Error('serveWorkerJobs must run in a worker thread');
  port.on('message', async (job: Job) => {
    try {
      const { result, transfer } = await perform(job);
      port.postMessage({ result }, [...(transfer ?? [])]);
    } catch (error) {
      port.postMessage({ error: describeError(error) });
    }
  });
}

/** An error as plain data, since a thread's message keeps neither its class nor all of its properties. */
function describeError(thrown: unknown): WorkerError {
  const error: Error & Partial<WorkerError> = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack, code, hint, details } = error;
  const given = Object.entries({ stack, code, hint, details }).filter(([, value]) => value !== undefined);
  return { name, message, ...Object.fromEntries(given) };
}
