import type { JobQueue, Worker } from '../ports/job-queue.ts';

/** A queue in memory: `enqueue` for the records, the port for the studio. */
export interface InMemoryJobs extends JobQueue {
  readonly enqueue: (takeId: string) => void;
  /** Lets the lease of a take go the way a dying worker does: without putting it down. */
  readonly breakLease: (takeId: string) => void;
}

interface LeaseState {
  lost: AbortController | undefined;
  isOpen: boolean;
  crashes: number;
}

/** Jobs wait until a worker takes them; leases count owners that died. */
export function createInMemoryJobs(): InMemoryJobs {
  const waiting: string[] = [];
  const leases = new Map<string, LeaseState>();
  let wake = () => {};
  const untilWoken = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return {
    enqueue: (takeId) => {
      if (!waiting.includes(takeId)) waiting.push(takeId);
      wake();
    },
    breakLease: (takeId) => {
      const state = leases.get(takeId);
      state?.lost?.abort(new Error('The lease was broken'));
      if (state) state.lost = undefined;
    },
    lease: async (takeId) => {
      const state = leases.get(takeId) ?? { lost: undefined, isOpen: false, crashes: 0 };
      if (state.lost) return undefined;
      const lost = new AbortController();
      Object.assign(state, { lost, crashes: state.crashes + (state.isOpen ? 1 : 0), isOpen: true });
      leases.set(takeId, state);
      return {
        lost: lost.signal,
        crashes: state.crashes,
        stepFinished: async () => {
          state.crashes = 0;
        },
        release: async () => {
          if (state.lost === lost) Object.assign(state, { lost: undefined, isOpen: false });
        },
      };
    },
    work: async (handle, { onError = () => {} } = {}): Promise<Worker> => {
      const stopping = new AbortController();
      const run = async () => {
        while (!stopping.signal.aborted) {
          const takeId = waiting.shift();
          if (takeId !== undefined) await handle({ takeId, signal: stopping.signal }).catch(onError);
          else await untilWoken();
        }
      };
      const running = run();
      return {
        stop: async () => {
          stopping.abort(new Error('The worker is stopping'));
          wake();
          await running;
        },
      };
    },
  };
}
