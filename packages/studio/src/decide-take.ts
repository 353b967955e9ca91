import type { Decision, Person, TakeEvent } from '@backlot/film';
import type { UseFacts } from '@backlot/policy';
import { getTake } from './get-take.ts';
import { hashUse } from './hash-use.ts';
import { recordStep } from './record-step.ts';
import { listStandingApprovals } from './standing-approvals.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

const EVENT_OF_OUTCOME = {
  allow: 'decision-allowed',
  'needs-approval': 'decision-needs-approval',
  deny: 'decision-denied',
} as const satisfies Record<Decision['outcome'], TakeEvent>;

type Judges = Pick<StudioPorts, 'records' | 'policy'>;

/** What policy says now of making a take, with all approvals on record. */
export async function judgeTake(ports: Judges, take: TakeRecord): Promise<Decision> {
  const facts = await gatherFacts(ports, take);
  return ports.policy.decide({ ...facts, action: 'make-take', requestedBy: take.requestedBy, approvingRoles: [] });
}

/** What policy says now of `by` letting a take leave the studio, with all approvals and reviews on record. */
export async function judgeDelivery(ports: Judges, take: TakeRecord, by: Person): Promise<Decision> {
  const facts = await gatherFacts(ports, take);
  const approvals = listStandingApprovals(await ports.records.reviews.list(take.id));
  const approvingRoles = [...new Set(approvals.map(({ by: { role } }) => role))];
  return ports.policy.decide({ ...facts, action: 'deliver-take', requestedBy: by, approvingRoles });
}

async function gatherFacts(
  ports: Judges,
  take: TakeRecord,
): Promise<Omit<UseFacts, 'action' | 'requestedBy' | 'approvingRoles'>> {
  const { recipe, recipeHash, licences } = take;
  const useHash = hashUse(take);
  return {
    recipeHash,
    useHash,
    engine: recipe.engine.id,
    purpose: recipe.purpose,
    inputs: recipe.inputs.map(({ role, name }) => {
      const licence = licences[role];
      return { role, name, ...(licence ? { licence } : {}) };
    }),
    approvals: await ports.records.approvals.of(useHash),
  };
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
