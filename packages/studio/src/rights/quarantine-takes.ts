import type { Person, TakeState } from '@backlot/film';
import type { UseFacts } from '@backlot/policy';
import { gatherFacts } from '../gather-facts.ts';
import { hashUse } from '../hash-use.ts';
import { isViewable } from '../judge-take.ts';
import type { RecordsWriter } from '../ports/records.ts';
import type { TakeRight } from '../ports/rights.ts';
import { stepTake } from '../record-step.ts';
import type { StudioPorts } from '../studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from '../take-record.ts';

/** Takes that have ended without anything to withhold. */
const ENDED: readonly TakeState[] = ['refused', 'failed', 'cancelled', 'quarantined'];

/**
 * Takes that stand on `right` and would no longer be allowed to be seen once the facts are as `change` makes them. A
 * take that another consent or licence covers as well stays.
 */
export async function findUnsupported(
  ports: Pick<StudioPorts, 'records' | 'clock' | 'policy'>,
  right: TakeRight,
  change: (facts: UseFacts) => UseFacts,
): Promise<TakeRecord[]> {
  const unsupported: TakeRecord[] = [];
  for (const takeId of await ports.records.rights.takesOn(right)) {
    const take = await ports.records.takes.get(takeId);
    if (!take || ENDED.includes(take.state)) continue;
    const approvals = await ports.records.approvals.of(hashUse(take));
    const facts = await gatherFacts(ports, take, {
      action: 'view-take',
      by: STUDIO_ITSELF,
      approvals,
      approvingRoles: [],
    });
    if (!isViewable(take, ports.policy.decide(change(facts)))) unsupported.push(take);
  }
  return unsupported;
}

/** Ends takes within the transaction of the withdrawal: workers stop, nobody gets at their files. Returns their ids. */
export async function quarantineTakes(
  writer: RecordsWriter,
  takes: readonly TakeRecord[],
  { because, by, at }: { readonly because: string; readonly by: Person; readonly at: string },
): Promise<string[]> {
  const ended: string[] = [];
  for (const { id } of takes) {
    const locked = await writer.takes.lock(id);
    if (!locked || ENDED.includes(locked.state)) continue;
    const body = { because, stateBefore: locked.state };
    await stepTake(writer, locked, { event: 'take-quarantined', by, at, body, change: { finishedAt: at } });
    ended.push(id);
  }
  return ended;
}
