import type { Decision, TakeEvent } from '@backlot/film';
import { getTake } from './get-take.ts';
import { recordStep } from './record-step.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

const EVENT_OF_OUTCOME = {
  allow: 'decision-allowed',
  'needs-approval': 'decision-needs-approval',
  deny: 'decision-denied',
} as const satisfies Record<Decision['outcome'], TakeEvent>;

/** What policy says of a take's use now, with all approvals on record. */
export async function judgeTake(ports: Pick<StudioPorts, 'records' | 'policy'>, take: TakeRecord): Promise<Decision> {
  const { recipe, recipeHash, licences, requestedBy } = take;
  return ports.policy.decide({
    recipeHash,
    engine: recipe.engine.id,
    purpose: recipe.purpose,
    requestedBy,
    inputs: recipe.inputs.map(({ role, name }) => {
      const licence = licences[role];
      return { role, name, ...(licence ? { licence } : {}) };
    }),
    approvals: await ports.records.approvals.of(recipeHash),
  });
}

/**
 * Second step: has policy judge a take that has not started, and moves it to the queue, to a person, or out.
 * A take that is further on, and one whose valid decision would not change, stay as they are.
 */
export async function decideTake(ports: StudioPorts, takeId: string): Promise<TakeRecord> {
  const take = await getTake(ports.records, takeId);
  if (!isUndecided(take.state)) return take;
  const decision = await judgeTake(ports, take);
  if (isSame(take.decision, decision) && take.state !== 'requested') return take;
  try {
    return await recordStep(ports, {
      takeId,
      event: EVENT_OF_OUTCOME[decision.outcome],
      by: STUDIO_ITSELF,
      body: { decision },
      change: { decision },
      also: async (writer) => {
        if (decision.outcome === 'allow') await writer.jobs.enqueue(takeId);
        return undefined;
      },
    });
  } catch (error) {
    // Another worker was quicker: its decision stands.
    const now = await getTake(ports.records, takeId);
    if (now.state !== take.state) return now;
    throw error;
  }
}

function isUndecided(state: TakeRecord['state']): boolean {
  return state === 'requested' || state === 'awaiting-approval' || state === 'queued';
}

function isSame(before: Decision | undefined, now: Decision): boolean {
  return (
    before !== undefined &&
    before.outcome === now.outcome &&
    before.policyHash === now.policyHash &&
    before.recipeHash === now.recipeHash
  );
}
