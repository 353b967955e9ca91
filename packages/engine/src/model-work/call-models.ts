import { endWith } from '../end-with.ts';
import type { EngineRunContext } from '../engine.ts';
import type { EngineProgress } from '../engine-progress.ts';
import type { ModelAnswer, ModelCallRequest } from '../models/model-caller.ts';
import type { WorkTrack } from './track-work.ts';

const AT_ONCE = 4;

/**
 * Makes all calls of a run, four at a time, and answers in their order. When one fails no other is begun, those under
 * way are waited for, since they are paid, and its error is thrown; an abort is heard at once.
 */
export async function callModels(
  { models, signal }: Pick<EngineRunContext<unknown>, 'models' | 'signal'>,
  requests: readonly Omit<ModelCallRequest, 'report'>[],
  track: Pick<WorkTrack, 'models'>,
): Promise<readonly ModelAnswer[]> {
  const answers: ModelAnswer[] = [];
  const told: EngineProgress[] = requests.map(({ name }) => ({ stage: name, fraction: 0 }));
  const failures: unknown[] = [];
  let next = 0;
  const tell = (place: number, progress: EngineProgress): void => {
    const message = chooseMessage(told, place, progress);
    told[place] = progress;
    track.models(told.reduce((sum, { fraction }) => sum + fraction, 0) / requests.length, message);
  };
  const work = async (): Promise<void> => {
    while (next < requests.length && failures.length === 0 && !signal.aborted) {
      const place = next++;
      const request = requests[place] as (typeof requests)[number];
      try {
        answers[place] = await models.call({ ...request, report: (progress) => tell(place, progress) });
        tell(place, { stage: request.name, fraction: 1 });
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await endWith(signal, Promise.all(Array.from({ length: AT_ONCE }, work)));
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return answers;
}

/** Of calls in one queue the one that is furthest on speaks for all; what has no place in it is said when it is news. */
function chooseMessage(told: readonly EngineProgress[], place: number, now: EngineProgress): string | undefined {
  if (now.queuePosition === undefined && now.message !== told[place]?.message) return now.message;
  const queued = told.with(place, now).filter(({ queuePosition }) => queuePosition !== undefined);
  const [first] = queued.sort((one, other) => (one.queuePosition ?? 0) - (other.queuePosition ?? 0));
  return first?.message ?? now.message;
}
