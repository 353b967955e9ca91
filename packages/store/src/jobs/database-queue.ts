import { setTimeout as sleep } from 'node:timers/promises';
import type { JobQueue, Worker, WorkerOptions } from '@backlot/studio';
import type { Database } from '../postgres/database.ts';
import { type Boss, QUEUE } from './boss.ts';
import { acquireLease, findOrphans } from './take-lease.ts';

const POLL_S = 0.5;
const LOOK_FOR_ORPHANS_MS = 2000;

/** The queue of takes on PostgreSQL. */
export interface DatabaseQueue extends JobQueue {
  /** Stops every worker of this process. */
  readonly close: () => Promise<void>;
}

/** pg-boss hands out the jobs; our own leases say which takes lost their worker, long before a heartbeat would. */
export function createDatabaseQueue(database: Database, boss: Boss): DatabaseQueue {
  const workers = new Set<Worker>();
  return {
    lease: (takeId) => acquireLease(database, takeId),
    work: async (handle, options = {}) => {
      const worker = await startWorker(database, boss, handle, options);
      const tracked: Worker = {
        stop: async () => {
          workers.delete(tracked);
          await worker.stop();
        },
      };
      workers.add(tracked);
      return tracked;
    },
    close: async () => {
      await Promise.all([...workers].map((worker) => worker.stop()));
    },
  };
}

async function startWorker(
  database: Database,
  prepared: Boss,
  handle: Parameters<JobQueue['work']>[0],
  { concurrency = 1, onError = () => {} }: WorkerOptions,
): Promise<Worker> {
  const boss = await prepared.get();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const runJob = async (takeId: string, signal: AbortSignal) => {
    const job = handle({ takeId, signal: AbortSignal.any([signal, stopping.signal]) });
    running.add(job);
    try {
      await job;
    } catch (error) {
      // Our own stop is no failure; the take is found again by its missing lease.
      if (stopping.signal.aborted) return;
      onError(error);
      throw error;
    } finally {
      running.delete(job);
    }
  };
  const workerId = await boss.work<{ takeId: string }>(
    QUEUE,
    { pollingIntervalSeconds: POLL_S, localConcurrency: concurrency, batchSize: 1 },
    async ([job]) => {
      if (job) await runJob(job.data.takeId, job.signal);
    },
  );
  const looking = lookForOrphans(database, prepared, stopping.signal, onError);
  return {
    stop: async () => {
      stopping.abort(new Error('The worker is stopping'));
      await boss.offWork(QUEUE, { id: workerId, wait: false });
      await Promise.allSettled([...running, looking]);
    },
  };
}

async function lookForOrphans(
  database: Database,
  boss: Boss,
  stopping: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      for (const takeId of await findOrphans(database)) await boss.enqueue(takeId, database.execute);
    } catch (error) {
      onError(error);
    }
    await sleep(LOOK_FOR_ORPHANS_MS, undefined, { signal: stopping, ref: false }).catch(() => {});
  }
}
