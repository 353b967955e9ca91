import { resolve } from 'node:path';
import { isWorkLicensed, type Licence, type Work } from '@backlot/film';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { withStudio } from '../with-studio.ts';

interface AddOptions extends SharedOptions {
  readonly title: string;
  readonly owner: string;
  readonly reason: string;
  readonly licence?: string;
}

/** `backlot work add <production> <picture> --title … --owner … --reason …` */
export async function runAddWork(
  production: string,
  picture: string,
  options: AddOptions,
  command: Command,
): Promise<void> {
  const { title, owner, reason, licence } = options;
  const request = { title, owner, reason, ...(licence === undefined ? {} : { licenceId: licence }) };
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    const work = await studio.rights.registerWork(production, request, { path: resolve(picture), by });
    if (options.json) return printJson(work);
    process.stdout.write(`${workLine(work, (await studio.rights.register(production)).licences)}\n`);
  });
}

/** `backlot work license <work> <licence>` */
export async function runLicenseWork(
  workId: string,
  licenceId: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const { production } = await studio.rights.getWork(workId);
    const by = door.demandOnProduction(production);
    const work = await studio.rights.licenseWork(workId, { licenceId, by });
    if (options.json) return printJson(work);
    process.stdout.write(`${workLine(work, (await studio.rights.register(production)).licences)}\n`);
  });
}

/** `backlot work list <production>` */
export async function runListWorks(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    const { works, licences } = await studio.rights.register(production);
    if (options.json) return printJson(works);
    const lines = works.map((work) => workLine(work, licences));
    process.stdout.write(lines.length === 0 ? 'None yet.\n' : `${lines.join('\n')}\n`);
  });
}

function workLine(work: Work, licences: readonly Licence[]): string {
  const { id, title, owner, reason, picture } = work;
  const standing = isWorkLicensed(work, licences, new Date().toISOString()) ? 'licensed' : 'compared';
  return `${id}  ${standing.padEnd(9)} ${title} (${owner}), picture ${picture.sha256.slice(0, 12)}: ${reason}`;
}
