import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BacklotError, type Person, readTakeSetUp } from '@backlot/film';
import type { Studio, TakeRecord } from '@backlot/studio';
import { followTake } from './follow-take.ts';
import { describeTake } from './take-text.ts';

const EXAMPLE_FOLDER = 'examples/street-collapse';
/** Who asks for the example take, and in which production. */
export const EXAMPLE_CREW = { name: 'Example crew', role: 'artist' } as const;
export const EXAMPLE_PRODUCTION = 'example';

/**
 * Makes the example production's collapse take unless a finished one is there; carries on with one that was interrupted.
 * Returns the lines to print. Ctrl-C cancels a take under way.
 */
export async function ensureExampleTake(studio: Studio, cloneRoot: string, by: Person): Promise<string> {
  const folder = join(cloneRoot, EXAMPLE_FOLDER);
  const setUp = readTakeSetUp(await readFile(join(folder, 'set-up.json')), `${EXAMPLE_FOLDER}/set-up.json`);
  await studio.createProduction({ slug: setUp.production, title: 'Example: a street', by });
  const earlier = await studio.listTakes({ production: setUp.production, shot: setUp.shot });
  const usable = earlier.find((take) => !GIVEN_UP.has(take.state));
  const take =
    usable ??
    (await studio.requestTake({ engine: 'collapse', setUp, resolveFile: (file) => resolve(folder, file), by }));
  const finished = await followTake(studio, take, { isQuiet: false, by });
  return `${describeExample(studio, finished)}\n`;
}

const GIVEN_UP: ReadonlySet<string> = new Set(['failed', 'cancelled', 'refused']);

function describeExample(studio: Studio, take: TakeRecord): string {
  if (take.state === 'cancelled')
    throw new BacklotError('TAKE_CANCELLED', 'The example take was cancelled.', { hint: 'npm start makes it again.' });
  if (take.error)
    throw new BacklotError(
      take.error.code,
      take.error.message,
      take.error.hint === undefined ? {} : { hint: take.error.hint },
    );
  return describeTake(take, studio.folderOfTake(take.id));
}
