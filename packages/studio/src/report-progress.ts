import type { EngineProgress } from '@backlot/engine';
import type { StudioPorts } from './studio.ts';

const PUBLISH_EVERY_MS = 250;
const KEEP_EVERY_MS = 1000;

/**
 * A progress callback that tells listeners at most four times a second and keeps the last word once a second,
 * so that a page opened in between has something to show. Never throws: progress is not worth a take.
 */
export function createProgressReport(
  ports: Pick<StudioPorts, 'events' | 'records' | 'clock'>,
  takeId: string,
): (progress: EngineProgress) => void {
  let publishedMs = Number.NEGATIVE_INFINITY;
  let keptMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const nowMs = ports.clock.nowMs();
    const isLast = progress.fraction >= 1;
    if (isLast || nowMs - publishedMs >= PUBLISH_EVERY_MS) {
      publishedMs = nowMs;
      ports.events.publishProgress(takeId, progress);
    }
    if (isLast || nowMs - keptMs >= KEEP_EVERY_MS) {
      keptMs = nowMs;
      ports.records.takes.putProgress(takeId, progress).catch(() => {});
    }
  };
}
