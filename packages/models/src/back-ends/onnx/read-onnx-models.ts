import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { type OnnxDescription, parseOnnxDescription } from './onnx-description.ts';

/** What a folder of models holds. */
export interface OnnxModels {
  readonly folder: string;
  /** In the order of their files' names. */
  readonly models: readonly OnnxDescription[];
  /** What is wrong with the others; one that cannot be read keeps nobody from the rest. */
  readonly problems: readonly string[];
}

/** Reads every `*.json` of a folder; one that does not exist holds no models. */
export async function readOnnxModels(folder: string): Promise<OnnxModels> {
  const models = new Map<string, OnnxDescription>();
  const problems: string[] = [];
  for (const file of await listDescriptions(folder, problems)) {
    try {
      const model = parseOnnxDescription(await readJson(join(folder, file), file), file);
      if (models.has(model.name)) problems.push(`${file}: there is another model named "${model.name}"`);
      else models.set(model.name, model);
    } catch (error) {
      if (!(error instanceof BacklotError)) throw error;
      problems.push(error.message.replaceAll('\n', '; '));
    }
  }
  return { folder, models: [...models.values()], problems };
}

async function listDescriptions(folder: string, problems: string[]): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) problems.push(`${folder}: ${messageOf(error)}`);
    return [];
  }
}

async function readJson(path: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new BacklotError('SET_UP_UNREADABLE', `${file}: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
