import type { ModelCall } from '@backlot/film';

/** So many calls of its card back, a model is still the one that it was. */
export const LOOKED_BACK = 20;

/** How long a model has usually taken for a call, queue included: the median of its last ones; absent while it has none. */
export function usualSeconds(
  calls: readonly ModelCall[],
  { card, task }: Pick<ModelCall, 'card' | 'task'>,
): number | undefined {
  const took = calls
    .filter(
      (call) => call.card === card && call.task === task && call.state === 'finished' && call.reuses === undefined,
    )
    .slice(-LOOKED_BACK)
    .flatMap(({ startedAt, finishedAt }) =>
      finishedAt === undefined ? [] : [(Date.parse(finishedAt) - Date.parse(startedAt)) / 1000],
    )
    .sort((a, b) => a - b);
  return took[Math.floor(took.length / 2)];
}
