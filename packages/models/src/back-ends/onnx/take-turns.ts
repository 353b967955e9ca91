/** Does one piece of work after another; one whose signal is aborted while it waits is left out. */
export type TakeTurns = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** For work that takes the whole machine. */
export function createTurns(): TakeTurns {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    const turn = last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    last = turn.catch(() => {});
    return new Promise<T>((resolve, reject) => {
      const stop = (): void => reject(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  };
}
