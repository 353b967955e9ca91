import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Engine, EngineInput, EngineResult } from '../engine.ts';
import type { EngineProgress } from '../engine-progress.ts';
import type { EngineFixture } from './engine-fixture.ts';
import { refuseModels } from './refuse-models.ts';

/** Folders and inputs of one fixture run; `outside` is everything an engine must leave alone. */
export interface FixtureRun {
  readonly root: string;
  readonly outDir: string;
  readonly workDir: string;
  readonly inputs: readonly EngineInput[];
  readonly progress: EngineProgress[];
}

/** Makes the folders of a run below `root` and writes the fixture's inputs. */
export async function prepareFixtureRun(root: string, fixture: EngineFixture): Promise<FixtureRun> {
  const folders = { outDir: join(root, 'out'), workDir: join(root, 'work'), inputDir: join(root, 'inputs') };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const inputs = await fixture.writeInputs(folders.inputDir);
  return { root, outDir: folders.outDir, workDir: folders.workDir, inputs, progress: [] };
}

/** Runs the engine on prepared folders, collecting its progress reports. */
export function runFixture<Parameters>(
  engine: Engine<Parameters>,
  fixture: EngineFixture,
  options: {
    readonly run: FixtureRun;
    readonly threads: number;
    readonly signal?: AbortSignal;
    readonly onReport?: (progress: EngineProgress) => void;
  },
): Promise<EngineResult> {
  return engine.run({
    parameters: engine.parametersSchema.parse(fixture.parameters),
    seed: fixture.seed,
    inputs: options.run.inputs,
    workDir: options.run.workDir,
    outDir: options.run.outDir,
    threads: options.threads,
    signal: options.signal ?? new AbortController().signal,
    models: fixture.models ?? refuseModels,
    report: (progress) => {
      options.run.progress.push(progress);
      options.onReport?.(progress);
    },
  });
}

/** SHA-256 of every file below `folder`, by `/`-separated name in sorted order. */
export async function hashFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes: Record<string, string> = {};
  for (const path of names.sort()) {
    const name = relative(folder, path).split(sep).join('/');
    hashes[name] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return hashes;
}
