import { endWith } from '../end-with.ts';
import type { EngineRunContext } from '../engine.ts';
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
  const fractions = requests.map(() => 0);
  const failures: unknown[] = [];
  let next = 0;
  const tell = (place: number, fraction: number, message?: string): void => {
    fractions[place] = fraction;
    track.models(fractions.reduce((sum, each) => sum + each, 0) / requests.length, message);
  };
  const work = async (): Promise<void> => {
    while (next < requests.length && failures.length === 0 && !signal.aborted) {
      const place = next++;
      const request = requests[place] as (typeof requests)[number];
      try {
        const report: ModelCallRequest['report'] = ({ fraction, message }) => tell(place, fraction, message);
        answers[place] = await models.call({ ...request, report });
        tell(place, 1);
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
