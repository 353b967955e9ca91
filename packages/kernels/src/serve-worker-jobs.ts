import { parentPort } from 'node:worker_threads';

/** A job's result together with the buffers that move to the caller instead of being copied. */
export interface WorkerAnswer<Result> {
  result: Result;
  transfer?: readonly ArrayBuffer[];
}

/**
 * Answers the jobs of a worker pool; call it once, at the top of the worker's module.
 * What `perform` throws rejects the job with the same name, message and stack; the worker lives on.
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
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      port.postMessage({ error: { name, message, stack, ...(code === undefined ? {} : { code }) } });
    }
  });
}
