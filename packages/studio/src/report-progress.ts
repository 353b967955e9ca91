import type { EngineProgress } from '@backlot/engine';
import type { PreviewBoard } from './models/preview-board.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeProgress } from './take-record.ts';

const PUBLISH_EVERY_MS = 250;
const KEEP_EVERY_MS = 1000;

/**
 * A progress callback that tells listeners at most four times a second and keeps the last word once a second,
 * so that a page opened in between has something to show. With it goes what the run looks like so far. Another message is told at once:
 * it may be the last for long. Never throws: progress is not worth a take.
 */
export function createProgressReport(
  ports: Pick<StudioPorts, 'events' | 'records' | 'clock'>,
  takeId: string,
  previews: Pick<PreviewBoard, 'latest'>,
): (progress: EngineProgress) => void {
  let publishedMs = Number.NEGATIVE_INFINITY;
  let keptMs = Number.NEGATIVE_INFINITY;
  let said: string | undefined;
  return (heard) => {
    const preview = previews.latest();
    const progress: TakeProgress = preview ? { ...heard, preview } : heard;
    const nowMs = ports.clock.nowMs();
    const isNews = progress.fraction >= 1 || (progress.message !== undefined && progress.message !== said);
    said = progress.message ?? said;
    if (isNews || nowMs - publishedMs >= PUBLISH_EVERY_MS) {
      publishedMs = nowMs;
      ports.events.publishProgress(takeId, progress);
    }
    if (isNews || nowMs - keptMs >= KEEP_EVERY_MS) {
      keptMs = nowMs;
      ports.records.takes.putProgress(takeId, progress).catch(() => {});
    }
  };
}
