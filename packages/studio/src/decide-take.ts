import type { Decision, Person, Review, Role, TakeEvent } from '@backlot/film';
import { type Asking, gatherFacts } from './gather-facts.ts';
import { getTake } from './get-take.ts';
import { hashUse } from './hash-use.ts';
import { recordStep } from './record-step.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

const EVENT_OF_OUTCOME = {
  allow: 'decision-allowed',
  'needs-approval': 'decision-needs-approval',
  deny: 'decision-denied',
} as const satisfies Record<Decision['outcome'], TakeEvent>;

type Judges = Pick<StudioPorts, 'records' | 'policy' | 'clock'>;

/** What policy says now of making a take, with all approvals on record. */
export async function judgeTake(ports: Judges, take: TakeRecord): Promise<Decision> {
  return judge(ports, take, { action: 'make-take', by: take.requestedBy, approvingRoles: [] });
}

/** What policy says now of `by` letting a take leave the studio, with all approvals and reviews on record. */
export async function judgeDelivery(ports: Judges, take: TakeRecord, by: Person): Promise<Decision> {
  const approvingRoles = listApprovingRoles(await ports.records.reviews.list(take.id));
  return judge(ports, take, { action: 'deliver-take', by, approvingRoles });
}

async function judge(ports: Judges, take: TakeRecord, asking: Omit<Asking, 'approvals'>): Promise<Decision> {
  const approvals = await ports.records.approvals.of(hashUse(take));
  return ports.policy.decide(await gatherFacts(ports, take, { ...asking, approvals }));
}

/** Whoever sends a take back takes all approvals before with it. */
function listApprovingRoles(reviews: readonly Review[]): Role[] {
  const since = reviews.slice(reviews.findLastIndex((review) => review.decision === 'reject') + 1);
  return [...new Set(since.flatMap(({ decision, by }) => (decision === 'approve' ? [by.role] : [])))];
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
