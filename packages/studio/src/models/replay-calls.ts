import type { ModelCaller } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';
import { answerOfCall } from './answer-of-call.ts';

/**
 * Answers a take's calls with what its models answered when it was made. Nothing is sent: what a model says to the same
 * words another time, nobody can promise.
 */
export function replayCalls(ports: Pick<StudioPorts, 'records' | 'files'>, take: TakeRecord): ModelCaller {
  return {
    call: async ({ name }) => {
      const call = (await ports.records.models.calls.ofTake(take.id)).find((each) => each.name === name);
      if (call?.state !== 'finished') {
        throw new BacklotError('MODEL_CALL_UNCERTAIN', `Take "${take.id}": no answer of call "${name}" is on record`, {
          hint: 'Request a new take.',
        });
      }
      return answerOfCall(ports, call);
    },
  };
}
