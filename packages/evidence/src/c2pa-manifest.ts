import { canonicalJson } from './canonical-json.ts';
import { digitalSourceTypeUri } from './digital-source-type.ts';
import type { SealIngredient, SealManifest } from './seal-manifest.ts';

/** Our own assertion: the recipe and what it was made for. `recipe` is its canonical JSON, as text, so that it can be hashed again. */
export const RECIPE_ASSERTION = 'org.backlot.recipe';
const TRAINING_USES = ['cawg.ai_generative_training', 'cawg.ai_inference', 'cawg.ai_training', 'cawg.data_mining'];

/** A manifest as the C2PA engine's builder reads it (claim version 2). */
export function toC2paManifest(manifest: SealManifest, mediaType: string): object {
  return {
    claim_version: 2,
    claim_generator_info: [{ name: 'Backlot', version: manifest.studioVersion }],
    title: manifest.title,
    format: mediaType,
    ingredients: manifest.ingredients.map(toIngredient),
    assertions: [
      { label: 'c2pa.actions.v2', data: { actions: listActions(manifest) } },
      { label: RECIPE_ASSERTION, data: describeRecipe(manifest) },
      { label: 'cawg.training-mining', data: { entries: describeTraining() } },
      ...listOversight(manifest),
    ],
  };
}

/** What the studio itself says of a take; the same in embedded credentials and in sidecars. */
export function describeRecipe(manifest: SealManifest): object {
  return {
    version: 1,
    engine: { ...manifest.recipe.engine },
    recipeHash: manifest.recipeHash,
    recipe: canonicalJson(manifest.recipe),
    production: manifest.production,
    takeId: manifest.takeId,
    ingredients: manifest.ingredients.map(({ title, sha256, licence }) => ({
      title,
      sha256,
      ...(licence === undefined ? {} : { licence: { ...licence } }),
    })),
    /** A reader that finds no byte seal in a file that says so knows that it was taken out. */
    byteSeal: 'ES256',
  };
}

/** CAWG training and data mining: nothing is allowed unless someone says otherwise. */
export function describeTraining(): Readonly<Record<string, { use: 'notAllowed' }>> {
  return Object.fromEntries(TRAINING_USES.map((use) => [use, { use: 'notAllowed' as const }]));
}

/**
 * The actions in order. With a parent the file is an edit of it (`c2pa.opened` first), else it is created; components
 * are placed.
 */
export function listActions(manifest: SealManifest): object[] {
  const { engine } = manifest.recipe;
  const softwareAgent = { name: `Backlot ${engine.id}`, version: engine.version };
  const digitalSourceType = digitalSourceTypeUri(manifest.digitalSourceType);
  const made = { when: manifest.at, softwareAgent, digitalSourceType };
  const idsOf = (relationship: SealIngredient['relationship']): string[] =>
    manifest.ingredients.flatMap((ingredient, place) =>
      ingredient.relationship === relationship ? [labelOf(place)] : [],
    );
  const [parents, components, inputs] = [idsOf('parentOf'), idsOf('componentOf'), idsOf('inputTo')];
  const fed = inputs.length > 0 ? { parameters: { ingredientIds: inputs } } : {};
  return [
    ...(parents.length > 0
      ? [
          { action: 'c2pa.opened', when: manifest.at, parameters: { ingredientIds: parents } },
          { action: 'c2pa.edited', ...made, ...fed },
        ]
      : [{ action: 'c2pa.created', ...made, ...fed }]),
    ...(components.length > 0
      ? [{ action: 'c2pa.placed', when: manifest.at, softwareAgent, parameters: { ingredientIds: components } }]
      : []),
  ];
}

function toIngredient(ingredient: SealIngredient, place: number): object {
  const { licence } = ingredient;
  const words =
    licence === undefined ? 'No licence statement' : `Owner: ${licence.owner}. Licence: ${licence.statement}`;
  return {
    label: labelOf(place),
    title: ingredient.title,
    format: ingredient.mediaType,
    relationship: ingredient.relationship,
    description: `${words}. SHA-256: ${ingredient.sha256}`,
  };
}

function labelOf(place: number): string {
  return `input-${place + 1}`;
}

function listOversight(manifest: SealManifest): object[] {
  if (manifest.humanOversightLevel === undefined) return [];
  return [{ label: 'c2pa.ai-disclosure', data: { humanOversightLevel: manifest.humanOversightLevel } }];
}
