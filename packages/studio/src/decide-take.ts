import type { Decision, TakeEvent, TakeState } from '@backlot/film';
import { getTake } from './get-take.ts';
import { judgeKeeping, judgeMaking } from './judge-take.ts';
import { recordStep } from './record-step.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

type EventOfOutcome = Readonly<Partial<Record<Decision['outcome'], TakeEvent>>>;

const BEFORE_RUN: EventOfOutcome = {
  allow: 'decision-allowed',
  'needs-approval': 'decision-needs-approval',
  deny: 'decision-denied',
};
/** What is held goes on being held while an approval is missing. */
const HELD: EventOfOutcome = { allow: 'hold-cleared', deny: 'decision-denied' };

/**
 * Second step: has policy judge a take that has not started, or that inspection holds, and moves it to the queue, to a
 * person, or out. A take that is further on, and one whose valid decision would not change, stay as they are.
 */
export async function decideTake(ports: StudioPorts, takeId: string): Promise<TakeRecord> {
  const take = await getTake(ports.records, takeId);
  const isHeld = take.state === 'held';
  if (!isHeld && !isUndecided(take.state)) return take;
  const decision = await (isHeld ? judgeKeeping(ports, take) : judgeMaking(ports, take));
  const event = (isHeld ? HELD : BEFORE_RUN)[decision.outcome];
  if (event === undefined) return keepDecision(ports, take, decision);
  if (isSame(take.decision, decision) && take.state !== 'requested' && !isHeld) return take;
  try {
    return await recordStep(ports, {
      takeId,
      event,
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

/** The state stays, but one of two approvals that were missing may be there now: people see what still is. */
async function keepDecision(ports: StudioPorts, take: TakeRecord, decision: Decision): Promise<TakeRecord> {
  if (isSame(take.decision, decision)) return take;
  return ports.records.transaction(async (writer) => {
    const locked = await writer.takes.lock(take.id);
    if (locked?.state !== take.state) return locked ?? take;
    return writer.takes.change(take.id, { decision, updatedAt: new Date(ports.clock.nowMs()).toISOString() });
  });
}

function isUndecided(state: TakeState): boolean {
  return state === 'requested' || state === 'awaiting-approval' || state === 'queued';
}

function isSame(before: Decision | undefined, now: Decision): boolean {
  return (
    before !== undefined &&
    before.outcome === now.outcome &&
    before.policyHash === now.policyHash &&
    before.recipeHash === now.recipeHash &&
    namesOf(before) === namesOf(now)
  );
}

function namesOf({ reasons }: Decision): string {
  return reasons.map(({ ruleId, text }) => `${ruleId} ${text}`).join('\n');
}
