import type { Person } from '@backlot/film';
import { getTake } from './get-take.ts';
import { requestTake } from './request-take.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/**
 * Asks for a take again: the same parameters, seed, inputs and use, a new version. What a model answers the next time is
 * its own matter, so such a take cannot be made again, only another be made like it. Passes every gate anew.
 * @throws BacklotError `TAKE_NOT_FOUND`, and what `requestTake` throws
 */
export async function repeatTake(ports: StudioPorts, takeId: string, by: Person): Promise<TakeRecord> {
  const { recipe, production, use } = await getTake(ports.records, takeId);
  const { engine, shot, purpose, seed, parameters, inputs } = recipe;
  const roles = [...new Set(inputs.map(({ role }) => role))];
  const setUp = {
    production,
    shot,
    purpose,
    seed,
    parameters,
    use,
    inputs: Object.fromEntries(roles.map((role) => [role, { take: takeId }])),
  };
  return requestTake(ports, { engine: engine.id, setUp, resolveFile: (file) => file, repeats: takeId, by });
}
