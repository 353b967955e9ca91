import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BacklotError } from '@backlot/film';
import { parseWorkflow, type Workflow } from './workflow.ts';

/** The workflows that come with Backlot. */
export const SHIPPED_WORKFLOWS = fileURLToPath(new URL('../../../workflows', import.meta.url));

/**
 * Reads every `*.json` of the folders, in the order of their names; a folder that does not exist has none.
 * A later folder's workflow replaces one of the same name, so that a studio can adapt a shipped one.
 * @throws BacklotError `SET_UP_INVALID`, `SET_UP_UNREADABLE`
 */
export async function readWorkflows(folders: readonly string[]): Promise<readonly Workflow[]> {
  const workflows = new Map<string, Workflow>();
  for (const folder of folders) {
    for (const workflow of await readFolder(folder)) workflows.set(workflow.name, workflow);
  }
  return [...workflows.values()];
}

async function readFolder(folder: string): Promise<readonly Workflow[]> {
  const files = (await listFolder(folder)).filter((name) => name.endsWith('.json')).sort();
  const workflows = await Promise.all(files.map((name) => readWorkflow(join(folder, name))));
  refuseTwins(workflows, folder);
  return workflows;
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new BacklotError('SET_UP_UNREADABLE', `Workflow folder ${folder}: cannot be read`, {
      hint: 'Check that it is a folder and that its permissions let Backlot read it.',
      cause: error,
    });
  }
}

async function readWorkflow(path: string): Promise<Workflow> {
  return parseWorkflow(await readJson(path), `Workflow ${basename(path)}`);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new BacklotError('SET_UP_UNREADABLE', `Workflow ${basename(path)}: ${reasonOf(error)}`, {
      hint: 'A workflow file is JSON; see the guide on ComfyUI for its fields.',
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refuseTwins(workflows: readonly Workflow[], folder: string): void {
  const twin = workflows.find(({ name }, index) => workflows.findIndex((other) => other.name === name) !== index);
  if (!twin) return;
  throw new BacklotError('SET_UP_INVALID', `Workflow folder ${folder}: two workflows are named "${twin.name}"`, {
    hint: 'Give each workflow a name of its own.',
  });
}
