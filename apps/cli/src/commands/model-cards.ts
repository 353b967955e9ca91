import type { ModelCard } from '@backlot/film';
import type { Studio } from '@backlot/studio';
import type { Command } from 'commander';
import type { SharedOptions } from '../options.ts';
import { printRecord, printRecords } from '../print-records.ts';
import { readJsonFile } from '../read-json-file.ts';
import { withStudio } from '../with-studio.ts';

/** `backlot model add <production> <file.json>` */
export async function runAddCard(
  production: string,
  file: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const request = await readJsonFile(file, 'Model card');
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    const card = await studio.rights.registerModel(production, request, by);
    printRecord(card, options, cardLine);
    await noteNearNames(studio, card);
  });
}

/** `backlot model list <production>` */
export async function runListCards(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    printRecords((await studio.rights.register(production)).models, options, cardLine);
  });
}

/** `backlot model correct <card> <file.json>` */
export async function runCorrectCard(
  id: string,
  file: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const request = await readJsonFile(file, 'Model card');
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction((await studio.rights.getModel(id)).production);
    const card = await studio.rights.correctModel(id, request, by);
    printRecord(card, options, cardLine);
    await noteNearNames(studio, card);
  });
}

/** `backlot model retire <card>` */
export async function runRetireCard(id: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction((await studio.rights.getModel(id)).production);
    printRecord(await studio.rights.retireModel(id, by), options, cardLine);
  });
}

/** A name that this build does not know may be right, since vendors add models; or a slip of the pen. */
async function noteNearNames({ models }: Studio, card: ModelCard): Promise<void> {
  const near = await models.nearModels(card);
  if (near.length === 0) return;
  process.stderr.write(
    `note: this build knows no model "${card.model}" there; did you mean ${near.join(' or ')}? Then: backlot model correct ${card.id} <file>\n`,
  );
}

function cardLine({ id, name, vendor, version, trainedOn, environment, replaces, retiredAt }: ModelCard): string {
  const corrects = replaces === undefined ? '' : `, corrects ${replaces}`;
  const retired = retiredAt === undefined ? '' : `, retired ${retiredAt}`;
  return `${id}  ${name} ${version} by ${vendor}, trained on ${trainedOn} material, ${environment}${corrects}${retired}`;
}
