import { setTimeout as sleep } from 'node:timers/promises';
import { isTakeSettled } from '@backlot/film';
import { clearSettledWork } from './clear-settled-work.ts';
import { keepHidingWithheld } from './hide-withheld.ts';
import { endOrphanCalls } from './models/end-orphan-calls.ts';
import type { Worker } from './ports/job-queue.ts';
import { processTake } from './process-take.ts';
import type { StartWorkerOptions, StudioPorts } from './studio.ts';

const ASK_AGAIN_MS = 500;
const TIDY_EVERY_MS = 2000;

/** Works off the queue, or with `takeId` one take alone, until stopped. */
export async function startWorker(ports: StudioPorts, options: StartWorkerOptions = {}): Promise<Worker> {
  const { takeId, ...rest } = options;
  if (takeId !== undefined) return workOnTake(ports, takeId, rest.onError ?? (() => {}));
  const worker = await ports.jobs.work((job) => processTake(ports, job.takeId, job.signal), rest);
  const stopTidying = keepTidying(ports, rest.onError ?? (() => {}));
  const stopHiding = keepHidingWithheld(ports, rest.onError ?? (() => {}));
  return {
    stop: async () => {
      await worker.stop();
      await stopHiding();
      await stopTidying();
    },
  };
}

function keepTidying(ports: StudioPorts, onError: (error: unknown) => void): () => Promise<void> {
  const stopping = new AbortController();
  const round = { stuck: new Map(), signal: stopping.signal };
  const tidy = async () => {
    while (!stopping.signal.aborted) {
      await clearSettledWork(ports).catch(onError);
      await endOrphanCalls(ports, round).catch(onError);
      await sleep(TIDY_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const tidying = tidy();
  return () => {
    stopping.abort();
    return tidying;
  };
}

/** The take's job stays in the queue: whoever gets it finds the take held, or done. */
function workOnTake(ports: StudioPorts, takeId: string, onError: (error: unknown) => void): Worker {
  const stopping = new AbortController();
  const work = async () => {
    while (!stopping.signal.aborted) {
      try {
        await processTake(ports, takeId, stopping.signal);
        const state = await ports.records.takes.stateOf(takeId);
        if (state === undefined || isTakeSettled(state)) return;
      } catch (error) {
        if (!stopping.signal.aborted) onError(error);
      }
      // Another worker has it, or the database was away.
      await sleep(ASK_AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const working = work();
  return {
    stop: async () => {
      stopping.abort(new Error('The worker is stopping'));
      await working;
    },
  };
}
