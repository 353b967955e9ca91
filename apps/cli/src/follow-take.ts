import type { Person } from '@backlot/film';
import { type Studio, type TakeRecord, UNFINISHED_STATES } from '@backlot/studio';
import { createProgressBar } from './progress-bar.ts';

/**
 * Works on the take in this process (or watches, where another worker has it) until it is in review or ended,
 * with progress on stderr. Ctrl-C cancels the take.
 */
export async function followTake(
  studio: Studio,
  take: TakeRecord,
  options: { readonly isQuiet: boolean; readonly by: Person },
): Promise<TakeRecord> {
  if (!isUnfinished(take)) return take;
  const bar = options.isQuiet ? undefined : createProgressBar(process.stderr);
  const unsubscribe = studio.subscribe((event) => {
    if (event.kind === 'take-progressed' && event.takeId === take.id) bar?.show(event.progress);
  });
  const cancel = () => void studio.cancelTake(take.id, options.by).catch(() => {});
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  const worker = await studio.startWorker({ takeId: take.id });
  try {
    return await studio.waitForTake(take.id);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    unsubscribe();
    bar?.end();
    await worker.stop();
  }
}

function isUnfinished(take: TakeRecord): boolean {
  const unfinished: readonly string[] = UNFINISHED_STATES;
  return unfinished.includes(take.state);
}
