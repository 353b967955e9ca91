import type { Person, TakeState } from '@backlot/film';
import { mayBeSeen } from '../judge-take.ts';
import { mapAtMost } from '../map-at-most.ts';
import type { TakeRight } from '../ports/rights.ts';
import { stepTake } from '../record-step.ts';
import type { StudioPorts } from '../studio.ts';
import { type TakeRecord, UNFINISHED_STATES } from '../take-record.ts';

/** Takes that have ended without anything to withhold. */
const ENDED: readonly TakeState[] = ['refused', 'failed', 'cancelled', 'quarantined'];

/** Sixty takes on two busy cores: 3.0 s with a commit for each of them, 1.3 s with one for so many. */
const TAKES_AT_ONCE = 25;
const ASKED_AT_ONCE = 4;

type Ports = Pick<StudioPorts, 'records' | 'clock' | 'policy' | 'models'>;

/** Why takes end, and who brought it about. */
interface Cause {
  readonly because: string;
  readonly by: Person;
}

/**
 * Ends the takes that stand on `right` and, as the registers are now, may not even be seen: whatever state they are in,
 * workers stop and nobody gets at their files. What another consent or licence covers stays. Asks until no take is new.
 * What a worker is at comes first. To be called once the withdrawal is kept: whatever is asked for later is judged by it.
 * A transaction ends a few takes, locked in the order of their ids and before the ledger, so any number of sweeps may
 * meet, and a killed one is begun anew.
 * Returns the ids of those that this call ended.
 */
export async function quarantineUnsupported(ports: Ports, right: TakeRight, cause: Cause): Promise<string[]> {
  const seen = new Set<string>();
  const ended: string[] = [];
  for (;;) {
    const fresh = (await ports.records.rights.takesOn(right)).filter((takeId) => !seen.has(takeId)).sort();
    if (fresh.length === 0) return ended;
    for (const takeId of fresh) seen.add(takeId);
    const takes = await readStanding(ports, fresh);
    for (let from = 0; from < takes.length; from += TAKES_AT_ONCE) {
      const some = takes.slice(from, from + TAKES_AT_ONCE);
      const isLost = await mapAtMost(ASKED_AT_ONCE, some, async (take) => !(await mayBeSeen(ports, take)));
      const lost = some.filter((_, index) => isLost[index]).map(({ id }) => id);
      if (lost.length > 0) ended.push(...(await quarantineTakes(ports, lost.sort(), cause)));
    }
  }
}

async function readStanding({ records }: Ports, takeIds: readonly string[]): Promise<TakeRecord[]> {
  const takes = await mapAtMost(ASKED_AT_ONCE, takeIds, (takeId) => records.takes.get(takeId));
  const standing = takes.filter((take) => take !== undefined).filter(({ state }) => !ENDED.includes(state));
  const isAtWork = ({ state }: TakeRecord) => UNFINISHED_STATES.some((each) => each === state);
  return [...standing.filter(isAtWork), ...standing.filter((take) => !isAtWork(take))];
}

function quarantineTakes(ports: Ports, takeIds: readonly string[], { because, by }: Cause): Promise<string[]> {
  return ports.records.transaction(async (writer) => {
    const locked: TakeRecord[] = [];
    for (const takeId of takeIds) {
      const take = await writer.takes.lock(takeId);
      if (take && !ENDED.includes(take.state)) locked.push(take);
    }
    const at = new Date(ports.clock.nowMs()).toISOString();
    for (const take of locked) {
      const body = { because, stateBefore: take.state };
      await stepTake(writer, take, { event: 'take-quarantined', by, at, body, change: { finishedAt: at } });
    }
    return locked.map(({ id }) => id);
  });
}
