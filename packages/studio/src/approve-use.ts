import { type Approval, BacklotError, isSamePerson, type Person, type Role } from '@backlot/film';
import { decideTake } from './decide-take.ts';
import { takeNotFound } from './get-take.ts';
import { hashUse } from './hash-use.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

/**
 * A person's yes to the use that a take asks for, bound to its recipe, licences and production, and to the rules that ask
 * their role for it at this moment; policy then decides anew.
 * @throws BacklotError `APPROVAL_ROLE_WRONG` when a rule asks for another role, `APPROVAL_OWN` for the one who asked, `TAKE_STATE_INVALID` when none is awaited
 */
export async function approveUse(
  ports: StudioPorts,
  takeId: string,
  { by, text }: { readonly by: Person; readonly text?: string },
): Promise<TakeRecord> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  await ports.records.transaction(async (writer) => {
    const take = await writer.takes.lock(takeId);
    if (!take) throw takeNotFound(takeId);
    demandAwaited(take, by);
    const { recipeHash } = take;
    const ruleIds = rulesAsking(take, by.role);
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
    await writer.jobs.enqueue(takeId);
  });
  return decideTake(ports, takeId);
}

function demandAwaited(take: TakeRecord, by: Person): void {
  if (take.state !== 'awaiting-approval' && take.state !== 'held') {
    throw new BacklotError(
      'TAKE_STATE_INVALID',
      `Take "${take.id}": no approval is awaited while it is ${take.state}`,
      {
        hint: 'Only a take that policy holds back needs one.',
      },
    );
  }
  if (isSamePerson(by, take.requestedBy)) {
    throw new BacklotError('APPROVAL_OWN', `Approval of take "${take.id}": ${by.name} asked for it`, {
      hint: 'Somebody else has to say yes to it.',
    });
  }
  const roles = rolesAsked(take);
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

function rolesAsked(take: TakeRecord): Role[] {
  return (take.decision?.reasons ?? []).flatMap((reason) => (reason.role === undefined ? [] : [reason.role]));
}

/** What whoever approves was shown: the rules that ask for their role. */
function rulesAsking(take: TakeRecord, role: Role): string[] {
  const asking = (take.decision?.reasons ?? []).filter((reason) => reason.role === role);
  return [...new Set(asking.map(({ ruleId }) => ruleId))].sort();
}
