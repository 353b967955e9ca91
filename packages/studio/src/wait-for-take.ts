import { isTakeSettled } from '@backlot/film';
import { getTake } from './get-take.ts';
import type { StudioPorts, WaitOptions } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

const ASK_EVERY_MS = 1000;

/** Resolves when no worker has anything more to do on the take. @throws what `signal` was aborted with, `TAKE_NOT_FOUND` */
export async function waitForTake(ports: StudioPorts, takeId: string, options: WaitOptions = {}): Promise<TakeRecord> {
  let wake = () => {};
  let latest = await getTake(ports.records, takeId);
  options.onChange?.(latest);
  const unsubscribe = ports.events.subscribe((event) => {
    if (event.kind === 'take-progressed' && event.takeId === takeId) {
      latest = { ...latest, progress: event.progress };
      options.onChange?.(latest);
    } else if (event.kind === 'resync' || ('takeId' in event && event.takeId === takeId)) wake();
  });
  const onAbort = () => wake();
  options.signal?.addEventListener('abort', onAbort);
  try {
    while (!isTakeSettled(latest.state)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ASK_EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      options.signal?.throwIfAborted();
      const before = latest.state;
      if ((await ports.records.takes.stateOf(takeId)) === before) continue;
      latest = await getTake(ports.records, takeId);
      options.onChange?.(latest);
    }
    return latest;
  } finally {
    unsubscribe();
    options.signal?.removeEventListener('abort', onAbort);
  }
}
