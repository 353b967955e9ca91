import { type PolicyPack, type Production, parseOrExplain, policyPackSchema } from '@backlot/film';
import type { Command } from 'commander';
import { z } from 'zod';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { readJsonFile } from '../read-json-file.ts';
import { withStudio } from '../with-studio.ts';

const strikeSchema = z.enum(['on', 'off']);

interface ProductionOptions extends SharedOptions {
  readonly title?: string;
  readonly packs?: string;
}

/** `backlot production list` */
export async function runListProductions(options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const productions = (await studio.listProductions()).filter(({ slug }) => door.maySeeProduction(slug));
    if (options.json) printJson(productions);
    else process.stdout.write(productions.length === 0 ? NO_PRODUCTIONS : `${productions.map(lineOf).join('\n')}\n`);
  });
}

const NO_PRODUCTIONS = `No productions yet. Make one:
  npx backlot production create night-harbour --title "Night harbour"\n`;

function lineOf({ slug, title, packs }: Production): string {
  return `${slug.padEnd(20)}  ${title}  ${['house', ...packs].join(', ')}`;
}

/** `backlot production create <slug>` */
export async function runCreateProduction(slug: string, options: ProductionOptions, command: Command): Promise<void> {
  const packs = parsePacks(options.packs ?? 'none');
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandInStudio();
    const production = await studio.createProduction({ slug, title: options.title ?? slug, packs, by });
    print(production, options);
  });
}

/** `backlot production packs <slug> <packs>` */
export async function runSwitchPacks(
  slug: string,
  packs: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const change = { packs: parsePacks(packs) };
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(slug);
    print(await studio.rights.changeProduction(slug, change, by), options);
  });
}

/** `backlot production vocabulary <slug> <file.json>` */
export async function runSetVocabulary(
  slug: string,
  file: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const vocabulary = await readJsonFile(file, 'Vocabulary');
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(slug);
    print(await studio.rights.changeProduction(slug, { vocabulary }, by), options);
  });
}

/** `backlot production strike <slug> on|off` */
export async function runRecordStrike(
  slug: string,
  state: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const isUnionOnStrike = parseOrExplain(strikeSchema, state, { what: 'Strike', code: 'OPTION_INVALID' }) === 'on';
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(slug);
    print(await studio.rights.changeProduction(slug, { isUnionOnStrike }, by), options);
  });
}

function parsePacks(text: string): PolicyPack[] {
  const names = text === 'none' ? [] : text.split(',').map((name) => name.trim());
  return names.map((name) => parseOrExplain(policyPackSchema, name, { what: 'Rule pack', code: 'OPTION_INVALID' }));
}

function print(production: Production, { json }: SharedOptions): void {
  if (json) {
    printJson(production);
    return;
  }
  const { slug, title, packs, vocabulary, isUnionOnStrike } = production;
  process.stdout.write(
    `${slug}  ${title}\n  rule packs: house${packs.map((pack) => `, ${pack}`).join('')}\n` +
      `  names it knows: ${vocabulary.characters.length} characters, ${vocabulary.places.length} places\n${isUnionOnStrike ? '  the union is on strike\n' : ''}`,
  );
}
