import type { LicenceStatement, TakeSetUp, UseDeclaration } from '@backlot/film';
import { takeNotFound } from './get-take.ts';
import { demandViewable } from './judge-take.ts';
import type { TakeRight } from './ports/rights.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/**
 * The takes that a set-up takes inputs from, by role. They are of the same production, and open to see at this moment.
 * @throws BacklotError `TAKE_NOT_FOUND`, and what `demandViewable` throws
 */
export async function findSources(
  ports: Pick<StudioPorts, 'records' | 'policy' | 'clock' | 'models'>,
  { production, inputs }: TakeSetUp,
): Promise<ReadonlyMap<string, TakeRecord>> {
  const sources = new Map<string, TakeRecord>();
  for (const [role, { take: id }] of Object.entries(inputs)) {
    if (id === undefined) continue;
    const source = await demandViewable(ports, id);
    // Another production's take is nobody's business here, not even that it is there.
    if (source.production !== production) throw takeNotFound(id);
    sources.set(role, source);
  }
  return sources;
}

/** What was made stands under the licence of what it was made from; what came of words alone is the production's own. */
export function licenceOfSource(source: TakeRecord, role: string): LicenceStatement | undefined {
  const { licences, recipe, production, id } = source;
  if (recipe.inputs.length === 0)
    return { owner: production, statement: `Made in this production from words, as take ${id}.` };
  return licences[role] ?? licences.plate ?? Object.values(licences)[0];
}

/** Whoever was touched in a source is touched in what is made of it, whether the request says so or not. */
export function withPeopleOf(use: UseDeclaration, sources: ReadonlyMap<string, TakeRecord>): UseDeclaration {
  const known = new Set(use.people.map(({ performer }) => performer));
  const inherited = [...new Set(sources.values())]
    .flatMap((source) => source.use.people)
    .filter(({ performer }) => !known.has(performer) && known.add(performer));
  return inherited.length === 0 ? use : { ...use, people: [...use.people, ...inherited] };
}

/** Everything that sources stand on: what is taken back of it is taken back of what is made of them. */
export function rightsOfSources(sources: ReadonlyMap<string, TakeRecord>): TakeRight[] {
  return [...new Set(sources.values())].flatMap(({ licences, use }) => [
    ...Object.values(licences).flatMap(({ id }) => (id === undefined ? [] : [{ kind: 'licence' as const, ref: id }])),
    ...use.models.map((ref) => ({ kind: 'model' as const, ref })),
  ]);
}
