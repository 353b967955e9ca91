import { join } from 'node:path';
import type { Engine, EngineInput, EngineProgress, EngineResult, ModelCaller } from '@backlot/engine';
import { BacklotError, parseOrExplain, parseRelativePath, type TakeFile } from '@backlot/film';
import type { FileStore } from './ports/file-store.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

const ADOPTED_AT_ONCE = 4;

/** Where and how an engine is to run a recipe. */
export interface Run {
  readonly workDir: string;
  readonly outDir: string;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly report: (progress: EngineProgress) => void;
  readonly models: ModelCaller;
}

/**
 * The engine of a take, if this build of it makes the very bytes that the recipe means.
 * @throws BacklotError `ENGINE_UNKNOWN`, `ENGINE_CHANGED`
 */
export async function demandEngine(ports: Pick<StudioPorts, 'engines'>, take: TakeRecord): Promise<Engine> {
  const { id, version } = take.recipe.engine;
  const engine = ports.engines.get(id);
  if (!engine) throw new BacklotError('ENGINE_UNKNOWN', `Take "${take.id}": this studio has no engine "${id}"`);
  const builds = await engine.builds();
  const names = new Set([...Object.keys(builds), ...Object.keys(take.recipe.builds)]);
  const changed = [...names].filter((name) => builds[name] !== take.recipe.builds[name]);
  if (engine.version === version && changed.length === 0) return engine;
  const differences = changed.map((name) => `${name} ${take.recipe.builds[name] ?? '-'} is now ${builds[name] ?? '-'}`);
  throw new BacklotError(
    'ENGINE_CHANGED',
    `Take "${take.id}": expected ${id} ${version}, got ${engine.version}${differences.length > 0 ? ` (${differences.join(', ')})` : ''}`,
    { hint: 'Run it with the build that its recipe names, or request a new take.', details: { differences } },
  );
}

/** Runs a take's recipe. Its inputs are read from the store, after checking that they still are what they were. */
export async function runRecipe(
  ports: Pick<StudioPorts, 'files'>,
  engine: Engine,
  take: TakeRecord,
  run: Run,
): Promise<EngineResult> {
  const { recipe } = take;
  const parameters = parseOrExplain(engine.parametersSchema, recipe.parameters, { what: 'Recipe', at: ['parameters'] });
  return engine.run({ ...run, parameters, seed: recipe.seed, inputs: await locateTakeInputs(ports.files, take) });
}

/** The inputs of a take as files. @throws BacklotError `FILE_NOT_FOUND`, `FILE_DAMAGED` */
export async function locateTakeInputs(files: FileStore, take: TakeRecord): Promise<EngineInput[]> {
  const located: EngineInput[] = [];
  for (const { role, name, sha256, mediaType } of take.recipe.inputs) {
    const path = await files.pathOf(sha256);
    if (!(await files.verify(sha256))) {
      throw new BacklotError(
        'FILE_DAMAGED',
        `Take "${take.id}": the stored ${role} "${name}" is not what was taken in`,
        {
          hint: 'Restore the file store from a backup.',
          details: { sha256 },
        },
      );
    }
    located.push({ role, name, path, sha256, mediaType });
  }
  return located;
}

/** Takes finished files of `folder` into the store, in their order. */
export async function adoptFiles(
  files: FileStore,
  folder: string,
  made: readonly {
    readonly role: string;
    readonly name: string;
    readonly mediaType: string;
    readonly frame?: number;
  }[],
): Promise<TakeFile[]> {
  const adopted: TakeFile[] = [];
  for (let start = 0; start < made.length; start += ADOPTED_AT_ONCE) {
    const batch = made.slice(start, start + ADOPTED_AT_ONCE).map(async ({ role, name, mediaType, frame }) => {
      const stored = await files.adopt(join(folder, parseRelativePath(name)));
      return { role, name, mediaType, ...stored, ...(frame === undefined ? {} : { frame }) };
    });
    adopted.push(...(await Promise.all(batch)));
  }
  return adopted;
}
