import { type PolicyPack, type Production, parseOrExplain, policyPackSchema } from '@backlot/film';
import { printJson } from '../finish.ts';
import { personOf, type SharedOptions } from '../options.ts';
import { readJsonFile } from '../read-json-file.ts';
import { withStudio } from '../with-studio.ts';

interface ProductionOptions extends SharedOptions {
  readonly title?: string;
  readonly packs?: string;
}

/** `backlot production create <slug>` */
export async function runCreateProduction(slug: string, options: ProductionOptions): Promise<void> {
  const by = personOf(options);
  const packs = parsePacks(options.packs ?? 'none');
  await withStudio({}, async ({ studio }) => {
    const production = await studio.createProduction({ slug, title: options.title ?? slug, packs, by });
    print(production, options);
  });
}

/** `backlot production packs <slug> <packs>` */
export async function runSwitchPacks(slug: string, packs: string, options: SharedOptions): Promise<void> {
  const by = personOf(options);
  const change = { packs: parsePacks(packs) };
  await withStudio({}, async ({ studio }) => {
    print(await studio.rights.changeProduction(slug, change, by), options);
  });
}

/** `backlot production vocabulary <slug> <file.json>` */
export async function runSetVocabulary(slug: string, file: string, options: SharedOptions): Promise<void> {
  const by = personOf(options);
  const vocabulary = await readJsonFile(file, 'Vocabulary');
  await withStudio({}, async ({ studio }) => {
    print(await studio.rights.changeProduction(slug, { vocabulary }, by), options);
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
  const { slug, title, packs, vocabulary } = production;
  process.stdout.write(
    `${slug}  ${title}\n  rule packs: house${packs.map((pack) => `, ${pack}`).join('')}\n` +
      `  names it knows: ${vocabulary.characters.length} characters, ${vocabulary.places.length} places\n`,
  );
}
