import type { Person, TakeState } from '@backlot/film';
import { gatherFacts } from '../gather-facts.ts';
import type { TakeRight } from '../ports/rights.ts';
import { stepTake } from '../record-step.ts';
import type { StudioPorts } from '../studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from '../take-record.ts';
import { isCoverLost } from './lost-cover.ts';

/** Takes that have ended without anything to withhold. */
const ENDED: readonly TakeState[] = ['refused', 'failed', 'cancelled', 'quarantined'];

type Ports = Pick<StudioPorts, 'records' | 'clock' | 'policy'>;

/** Why takes end, and who brought it about. */
interface Cause {
  readonly because: string;
  readonly by: Person;
}

/**
 * Ends the takes that stand on `right` and, as the registers are now, may not even be seen: whatever state they are in,
 * workers stop and nobody gets at their files. What another consent or licence covers stays. Asks until no take is new.
 * To be called once the withdrawal is kept: whoever is asked for later is judged by it. Each take is a transaction of
 * its own that locks nothing else but the ledger, so any number of sweeps may meet, and a killed one is begun anew.
 * Returns the ids of those that this call ended.
 */
export async function quarantineUnsupported(ports: Ports, right: TakeRight, cause: Cause): Promise<string[]> {
  const seen = new Set<string>();
  const ended: string[] = [];
  for (;;) {
    const fresh = (await ports.records.rights.takesOn(right)).filter((takeId) => !seen.has(takeId)).sort();
    if (fresh.length === 0) return ended;
    for (const takeId of fresh) {
      seen.add(takeId);
      const take = await ports.records.takes.get(takeId);
      if (!take || ENDED.includes(take.state) || (await isSupported(ports, take))) continue;
      if (await quarantineTake(ports, takeId, cause)) ended.push(takeId);
    }
  }
}

async function isSupported(ports: Ports, take: TakeRecord): Promise<boolean> {
  const { approvals } = take;
  const asking = { action: 'view-take', by: STUDIO_ITSELF, approvals, approvingRoles: [] } as const;
  const facts = await gatherFacts(ports, take, asking);
  return ports.policy.decide(facts).outcome === 'allow' && !(await isCoverLost(ports, take));
}

function quarantineTake(ports: Ports, takeId: string, { because, by }: Cause): Promise<boolean> {
  return ports.records.transaction(async (writer) => {
    const locked = await writer.takes.lock(takeId);
    if (!locked || ENDED.includes(locked.state)) return false;
    const at = new Date(ports.clock.nowMs()).toISOString();
    const body = { because, stateBefore: locked.state };
    await stepTake(writer, locked, { event: 'take-quarantined', by, at, body, change: { finishedAt: at } });
    return true;
  });
}
