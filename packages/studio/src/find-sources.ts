import { BacklotError, type RecipeInput, type TakeSetUp, type UseDeclaration } from '@backlot/film';
import { getTake, takeNotFound } from './get-take.ts';
import type { InputSource } from './input-source.ts';
import { demandViewable } from './judge-take.ts';
import type { TakeRight } from './ports/rights.ts';
import type { StudioPorts, TakeRequest } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

type Ports = Pick<StudioPorts, 'records' | 'policy' | 'clock' | 'models'>;

/** What was made counts as an input once it was inspected and sealed, and nobody has it held. */
const USABLE: ReadonlySet<TakeRecord['state']> = new Set(['in-review', 'approved', 'rejected', 'delivered']);

/**
 * The takes that a set-up names for its inputs. They are of the same production, open to see at this moment, and
 * inspected and sealed; one that is asked for again need not be.
 * @throws BacklotError `TAKE_NOT_FOUND`, `TAKE_STATE_INVALID`, and what `demandViewable` throws
 */
export async function findSources(
  ports: Ports,
  { production, inputs }: TakeSetUp,
  { repeats }: Pick<TakeRequest, 'repeats'>,
): Promise<readonly InputSource[]> {
  const sources: InputSource[] = [];
  for (const [role, { take: id }] of Object.entries(inputs)) {
    if (id === undefined) continue;
    // Another production's take is nobody's business here, not even that it is there.
    if ((await getTake(ports.records, id)).production !== production) throw takeNotFound(id);
    const take = await demandViewable(ports, id);
    if (id !== repeats && take.outputs.some((output) => output.role === role)) demandUsable(take);
    sources.push({ role, take });
  }
  return sources;
}

/**
 * The takes of the production that made what comes as a file: a picture stays what it is, whichever way it comes back.
 * @throws BacklotError `TAKE_STATE_INVALID`, and what `demandViewable` throws
 */
export async function findMakers(
  ports: Ports,
  production: string,
  inputs: readonly Pick<RecipeInput, 'role' | 'sha256'>[],
): Promise<readonly InputSource[]> {
  const makers: InputSource[] = [];
  for (const { role, sha256 } of inputs) {
    for (const { id, production: own } of await ports.records.takes.findByFile(sha256)) {
      if (own !== production || makers.some((known) => known.role === role && known.take.id === id)) continue;
      const take = await demandViewable(ports, id);
      demandUsable(take);
      makers.push({ role, take });
    }
  }
  return makers;
}

function demandUsable({ id, state }: TakeRecord): void {
  if (USABLE.has(state)) return;
  throw new BacklotError(
    'TAKE_STATE_INVALID',
    `Take "${id}": expected one that was inspected and sealed, got one that is ${state}`,
    { hint: 'What is held, failed or was cancelled is no input: nobody has answered for what it shows.' },
  );
}

/** Whoever was touched in a source, and however, is touched in what is made of it; its models had a part in it too. */
export function withUseOf(use: UseDeclaration, sources: readonly InputSource[]): UseDeclaration {
  const people = new Map(
    [...use.people, ...sources.flatMap(({ take }) => take.use.people)].map((each) => [JSON.stringify(each), each]),
  );
  const models = new Set([...use.models, ...sources.flatMap(({ take }) => take.use.models)]);
  if (people.size === use.people.length && models.size === use.models.length) return use;
  return { ...use, people: [...people.values()], models: [...models] };
}

/** Everything that sources stand on, from wherever it came to them: what is taken back of it is taken back of what is made of them. */
export async function rightsOfSources(
  { records }: Pick<StudioPorts, 'records'>,
  sources: readonly InputSource[],
): Promise<readonly TakeRight[]> {
  const ids = [...new Set(sources.map(({ take }) => take.id))];
  return ids.length === 0 ? [] : records.rights.notedOn(ids);
}
