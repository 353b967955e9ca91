import {
  type Approval,
  BacklotError,
  type Decision,
  isSamePerson,
  type Person,
  type Role,
  rolesAsked,
} from '@backlot/film';
import { decideTake } from './decide-take.ts';
import { getTake, takeNotFound } from './get-take.ts';
import { hashUse } from './hash-use.ts';
import { judgeDelivery } from './judge-take.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

/**
 * A person's yes to the use that a take asks for, bound to its recipe, licences and production, and to the rules that ask
 * their role for it at this moment; policy then decides anew. An approved take stays approved: what policy asks for its
 * delivery is answered.
 * @throws BacklotError `APPROVAL_ROLE_WRONG` when a rule asks for another role, `APPROVAL_OWN` for the one who asked, `TAKE_STATE_INVALID` when none is awaited
 */
export async function approveUse(
  ports: StudioPorts,
  takeId: string,
  { by, text }: { readonly by: Person; readonly text?: string },
): Promise<TakeRecord> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  const asked = await getTake(ports.records, takeId);
  const decision = await decisionAsking(ports, asked);
  await ports.records.transaction(async (writer) => {
    const take = await writer.takes.lock(takeId);
    if (!take) throw takeNotFound(takeId);
    // A decision that was made anew meanwhile is the one that is answered.
    const asking = take.state === asked.state && isDeliverable(take) ? decision : take.decision;
    demandAwaited(take, asking, by);
    const { recipeHash } = take;
    const ruleIds = rulesAsking(asking, by.role);
    const approval: Approval = {
      by,
      recipeHash,
      useHash: hashUse(take),
      ruleIds,
      at,
      ...(text === undefined ? {} : { text }),
    };
    await writer.approvals.add(takeId, approval);
    await witness(writer, { kind: 'use-approved', subject: takeId, by, at, body: { approval } });
    // Whoever picks the job up decides anew, should this process die before it does.
    if (!isDeliverable(take)) await writer.jobs.enqueue(takeId);
  });
  return decideTake(ports, takeId);
}

/** An approved take waits where its delivery does: policy asks for some approvals only then. */
function isDeliverable({ state }: TakeRecord): boolean {
  return state === 'approved' || state === 'delivered';
}

async function decisionAsking(ports: StudioPorts, take: TakeRecord): Promise<Decision | undefined> {
  return isDeliverable(take) ? judgeDelivery(ports, take, take.requestedBy) : take.decision;
}

function isAwaited(take: TakeRecord, asking: Decision | undefined): boolean {
  if (isDeliverable(take)) return asking?.outcome === 'needs-approval';
  return take.state === 'awaiting-approval' || take.state === 'held';
}

function demandAwaited(take: TakeRecord, asking: Decision | undefined, by: Person): void {
  if (!isAwaited(take, asking)) {
    throw new BacklotError(
      'TAKE_STATE_INVALID',
      `Take "${take.id}": no approval is awaited while it is ${take.state}`,
      {
        hint: 'Only a take that policy holds back, or whose delivery it holds back, needs one.',
      },
    );
  }
  if (isSamePerson(by, take.requestedBy)) {
    throw new BacklotError('APPROVAL_OWN', `Approval of take "${take.id}": ${by.name} asked for it`, {
      hint: 'Somebody else has to say yes to it.',
    });
  }
  const roles = rolesAsked(asking?.reasons ?? []);
  if (roles.length > 0 && !roles.includes(by.role)) {
    throw new BacklotError(
      'APPROVAL_ROLE_WRONG',
      `Approval of take "${take.id}": expected ${roles.join(' or ')}, got ${by.role}`,
      {
        hint: `Ask a ${roles.join(' or ')} to approve it.`,
      },
    );
  }
}

/** What whoever approves was shown: the rules that ask for their role. */
function rulesAsking(asking: Decision | undefined, role: Role): string[] {
  const rules = (asking?.reasons ?? []).filter((reason) => reason.role === role);
  return [...new Set(rules.map(({ ruleId }) => ruleId))].sort();
}
