import type { EngineProgress } from './engine-progress.ts';

/** Before this much of a run is done, its pace says nothing yet. */
const LEAST_FRACTION = 0.06;

/** How far a run has come: `fraction` 0..1 of the whole, 1 only when `isOver`. */
export interface Reached extends Pick<EngineProgress, 'stage' | 'fraction'> {
  readonly isOver: boolean;
  readonly message?: string | undefined;
}

/**
 * Reports progress that never falls and ends at 1, with the time left at the pace so far. `nowMs` is a clock; it decides
 * no byte.
 */
export function createPaceReport(
  report: (progress: EngineProgress) => void,
  nowMs: () => number,
): (reached: Reached) => void {
  const startMs = nowMs();
  let highest = 0;
  return ({ stage, fraction, isOver, message }) => {
    highest = isOver ? 1 : Math.max(highest, Math.min(0.9999, fraction));
    const elapsedMs = nowMs() - startMs;
    report({
      stage,
      fraction: highest,
      ...(highest > LEAST_FRACTION ? { remainingMs: Math.round((elapsedMs * (1 - highest)) / highest) } : {}),
      ...(message === undefined ? {} : { message }),
    });
  };
}
