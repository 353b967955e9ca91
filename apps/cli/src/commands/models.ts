import { readFile } from 'node:fs/promises';
import { type BackEnd, BacklotError, formatUsd, type ModelTermsChange } from '@backlot/film';
import type { Studio } from '@backlot/studio';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { parseUsd } from '../parse-usd.ts';
import { printRecord } from '../print-records.ts';
import { describeSpend, describeTerms } from '../spend-text.ts';
import { withStudio } from '../with-studio.ts';

interface AddOptions extends SharedOptions {
  readonly kind: string;
  readonly title?: string;
  readonly address?: string;
  readonly own?: boolean;
  readonly keyFile?: string;
}

interface ChangeOptions extends SharedOptions {
  readonly title?: string;
  readonly address?: string;
  readonly newKey?: boolean;
  readonly keyFile?: string;
}

interface BudgetOptions extends SharedOptions {
  readonly limit?: string;
  readonly shot?: string;
}

/** `backlot models kinds` */
export async function runListKinds(options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandAnywhere();
    const kinds = studio.models.kinds();
    if (options.json) return printJson(kinds);
    const lines = kinds.map(({ kind, title, tasks, needsAddress, needsKey }) => {
      const needs = [needsAddress ? 'an address' : [], needsKey ? 'a key' : []].flat().join(' and ');
      return `${kind.padEnd(11)} ${title}: ${tasks.join(', ')}${needs ? `; needs ${needs}` : ''}`;
    });
    process.stdout.write(`${lines.join('\n')}\n`);
  });
}

/** `backlot models add <production> --kind <kind>`: the key comes from a file or from `BACKLOT_MODEL_KEY`, never from the line. */
export async function runAddBackEnd(production: string, options: AddOptions, command: Command): Promise<void> {
  const key = await readKey(options.keyFile);
  const { kind, title = kind, address, own = false } = options;
  const request = { title, kind, isOwn: own, ...(address ? { address } : {}), ...(key ? { key } : {}) };
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    const backEnd = await studio.models.addBackEnd(production, request, by);
    if (options.json) printJson(backEnd);
    else process.stdout.write(`${backEndLine(backEnd)}\nSee what is there: npx backlot models test ${backEnd.id}\n`);
  });
}

/** `backlot models list <production>` */
export async function runListModels(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    const [backEnds, { models: cards }] = await Promise.all([
      studio.models.backEnds(production),
      studio.rights.register(production),
    ]);
    if (options.json) return printJson({ backEnds, cards });
    const lines = backEnds.flatMap((backEnd) => [
      backEndLine(backEnd),
      ...cards
        .filter((card) => card.backEnd === backEnd.id && card.retiredAt === undefined)
        .map(({ id, name, model, task }) => `  ${id}  ${name} (${model ?? 'no model named'}, ${task ?? 'any task'})`),
    ]);
    process.stdout.write(lines.length === 0 ? NO_BACK_ENDS : `${lines.join('\n')}\n`);
  });
}

const NO_BACK_ENDS = `No back ends yet. Add one:
  npx backlot models add <production> --kind comfyui --address http://localhost:8188 --own\n`;

/** `backlot models test <back-end>` */
export async function runTestBackEnd(id: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    await demandOnBackEnd(studio, id, door.demandOnProduction);
    const report = await studio.models.testBackEnd(id);
    if (options.json) return printJson(report);
    const models = report.models.map(({ name, title, task }) => `  ${name}  ${title} (${task})`);
    const missing = report.missing.map((what) => `  missing: ${what}`);
    process.stdout.write(`${[report.about, ...models, ...missing].join('\n')}\n`);
  });
}

/** `backlot models change <back-end>`: a key is replaced only where somebody says so, not by one that is set for something else. */
export async function runChangeBackEnd(id: string, options: ChangeOptions, command: Command): Promise<void> {
  const { title, address, newKey = false, keyFile } = options;
  const key = newKey || keyFile !== undefined ? await demandKey(keyFile) : undefined;
  const change = {
    ...(title === undefined ? {} : { title }),
    ...(address === undefined ? {} : { address: address === 'none' ? null : address }),
    ...(key === undefined ? {} : { key }),
  };
  if (Object.keys(change).length === 0) throw nothingToChange();
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await demandOnBackEnd(studio, id, door.demandOnProduction);
    printRecord(await studio.models.changeBackEnd(id, change, by), options, backEndLine);
  });
}

/** `backlot models remove <back-end>` */
export async function runRemoveBackEnd(id: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await demandOnBackEnd(studio, id, door.demandOnProduction);
    const removed = await studio.models.removeBackEnd(id, by);
    if (options.json) return printJson(removed);
    const cards = (await studio.rights.register(removed.production)).models.filter(
      ({ backEnd, retiredAt }) => backEnd === id && retiredAt === undefined,
    );
    const left = cards.map(
      ({ id: card, name }) => `  its card ${card} (${name}) makes nothing now: correct or retire it`,
    );
    process.stdout.write(`${[`${removed.title} is removed, and its key is gone.`, ...left].join('\n')}\n`);
  });
}

/** `backlot models switch <back-end> on|off` */
export async function runSwitchBackEnd(
  id: string,
  state: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const isOff = !isOn(state);
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await demandOnBackEnd(studio, id, door.demandOnProduction);
    const backEnd = await studio.models.changeBackEnd(id, { isOff }, by);
    printRecord(backEnd, options, backEndLine);
  });
}

/** `backlot models offline <production> on|off` */
export async function runSwitchOffline(
  slug: string,
  state: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  const isOffline = isOn(state);
  await changeTerms(slug, { options, command }, { isOffline });
}

/** `backlot models budget <production> [--limit <usd>]`: without a limit it shows those that stand. */
export async function runBudget(slug: string, options: BudgetOptions, command: Command): Promise<void> {
  const { limit: asked, shot } = options;
  if (asked === undefined) return showTerms(slug, options, command);
  const limit = asked === 'none' ? null : parseUsd('--limit', asked);
  const change = shot === undefined ? { budgetUsdMicros: limit } : { shotBudgetsUsdMicros: { [shot]: limit } };
  await changeTerms(slug, { options, command }, change);
}

/** `backlot models spend <production>` */
export async function runSpend(production: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(production);
    const report = await studio.models.reportSpend(production);
    if (options.json) printJson(report);
    else process.stdout.write(`${describeSpend(report)}\n`);
  });
}

async function showTerms(slug: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    door.demandOnProduction(slug);
    const { terms, spentUsdMicros } = await studio.models.reportSpend(slug);
    if (options.json) printJson(terms);
    else process.stdout.write(`${describeTerms(terms)}\n${formatUsd(spentUsdMicros)} spent\n`);
  });
}

async function changeTerms(
  slug: string,
  given: { readonly options: SharedOptions; readonly command: Command },
  change: ModelTermsChange,
): Promise<void> {
  await withStudio(given, async ({ studio, door }) => {
    const by = door.demandOnProduction(slug);
    const { models } = await studio.rights.changeProduction(slug, { models: change }, by);
    if (given.options.json) printJson(models);
    else process.stdout.write(`${describeTerms(models)}\n`);
  });
}

async function demandOnBackEnd<T>(studio: Studio, id: string, demand: (production: string) => T): Promise<T> {
  return demand((await studio.models.getBackEnd(id)).production);
}

async function demandKey(path: string | undefined): Promise<string> {
  const key = await readKey(path);
  if (key !== undefined) return key;
  throw new BacklotError('OPTION_INVALID', '--new-key: expected a key in BACKLOT_MODEL_KEY or --key-file, got none');
}

function nothingToChange(): BacklotError {
  return new BacklotError('OPTION_INVALID', 'Nothing to change was named', {
    hint: 'Give --title, --address or --new-key; "backlot models switch" switches it off and on.',
  });
}

async function readKey(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return process.env.BACKLOT_MODEL_KEY || undefined;
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new BacklotError('FILE_NOT_FOUND', `--key-file: "${path}" cannot be read`, { cause });
  }
}

function isOn(state: string): boolean {
  if (state === 'on' || state === 'off') return state === 'on';
  throw new BacklotError('OPTION_INVALID', `Switch: expected on or off, got "${state}"`);
}

function backEndLine({ id, title, kind, address, isOwn, isOff, keyEnding }: BackEnd): string {
  const where = address ?? (isOwn ? 'this machine' : 'the vendor’s own address');
  const key = keyEnding === undefined ? 'no key' : `key …${keyEnding}`;
  return `${id}  ${title} (${kind}) at ${where}, ${isOwn ? 'own machine' : 'outside'}, ${key}${isOff ? ', switched off' : ''}`;
}
