import type { ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';

/** Of these an answer is never the cause, so a take that they ended has good ones. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set([
  'DISK_FULL',
  'FOLDER_READ_ONLY',
  'ENCODER_UNAVAILABLE',
  'VIDEO_WRITE_FAILED',
]);

/** Whose answers are looked for. */
export interface AskedAgain {
  readonly production: string;
  readonly recipeHash: string;
}

/**
 * Answers that are paid and of use to nobody yet, by the name of their call: of takes of the same recipe that came to nothing
 * since the last one that did not. Whoever asks again for a take that was made wants other pictures; whoever asks again for
 * one that failed on its third call does not want to pay for the first two again. An answer that may itself be what a take
 * failed on is left out: with it every other would fail too.
 */
export async function findPaidAnswers(
  { records }: Pick<StudioPorts, 'records'>,
  { production, recipeHash }: AskedAgain,
): Promise<ReadonlyMap<string, ModelCall>> {
  const found = new Map<string, ModelCall>();
  const unfit = new Set<string>();
  for (const take of await records.takes.findByRecipe(recipeHash)) {
    if (take.production !== production || take.state === 'refused') continue;
    if (!cameToNothing(take)) break;
    const calls = await records.models.calls.ofTake(take.id);
    if (areAnswersSuspect(take, calls)) break;
    if (take.error?.call !== undefined) unfit.add(take.error.call);
    for (const call of calls) {
      if (call.state === 'finished' && !found.has(call.name) && !unfit.has(call.name)) found.set(call.name, call);
    }
  }
  return found;
}

function cameToNothing({ state, outputs }: TakeRecord): boolean {
  return (state === 'failed' || state === 'cancelled') && outputs.length === 0;
}

/** All answers came, and something that is not told of one of them went wrong with them. */
function areAnswersSuspect({ state, error, egress }: TakeRecord, calls: readonly ModelCall[]): boolean {
  if (state !== 'failed' || error === undefined || error.call !== undefined) return false;
  const finished = calls.filter((call) => call.state === 'finished').length;
  return finished > 0 && finished === egress?.calls.length && !OF_THE_MACHINE.has(error.code);
}
