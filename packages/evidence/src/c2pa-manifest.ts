import { canonicalJson } from './canonical-json.ts';
import { digitalSourceTypeUri } from './digital-source-type.ts';
import type { SealIngredient, SealManifest } from './seal-manifest.ts';

/** Our own assertion: the recipe and what it was made for. `recipe` is its canonical JSON, as text, so that it can be hashed again. */
export const RECIPE_ASSERTION = 'org.backlot.recipe';
/** Our own assertion: who approved the file, by role, and the hash of the file that they saw. */
export const APPROVAL_ASSERTION = 'org.backlot.approval';
/** C2PA 2.4: human oversight, and models where any were used. */
export const DISCLOSURE_ASSERTION = 'c2pa.ai-disclosure';
/** Names the file as sealed before, among the ingredients of the one that is sealed upon approval. */
export const EARLIER_LABEL = 'earlier';
const TRAINING_USES = ['cawg.ai_generative_training', 'cawg.ai_inference', 'cawg.ai_training', 'cawg.data_mining'];

/** A manifest as the C2PA engine's builder reads it (claim version 2). */
export function toC2paManifest(manifest: SealManifest, mediaType: string): object {
  return {
    claim_version: 2,
    claim_generator_info: [{ name: 'Backlot', version: manifest.studioVersion }],
    title: manifest.title,
    format: mediaType,
    // Upon approval the file itself is the one ingredient: what went into it, its earlier credentials say.
    // One that brings credentials of its own is added from its file.
    ingredients: manifest.approval
      ? []
      : manifest.ingredients.map(toIngredient).filter((_, place) => !manifest.ingredients[place]?.credentialedPath),
    assertions: [
      { label: 'c2pa.actions.v2', data: { actions: listActions(manifest) } },
      { label: RECIPE_ASSERTION, data: describeRecipe(manifest) },
      { label: 'cawg.training-mining', data: { entries: describeTraining() } },
      ...listDisclosures(manifest).map((data) => ({ label: DISCLOSURE_ASSERTION, data })),
      ...(manifest.approval ? [{ label: APPROVAL_ASSERTION, data: describeApproval(manifest.approval) }] : []),
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
 * are placed. Upon approval the sealed file is opened and approved.
 */
export function listActions(manifest: SealManifest): object[] {
  if (manifest.approval) return listApprovalActions(manifest, manifest.approval);
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

/** What is said of an ingredient; `place` is where it stands in the manifest's list. */
export function toIngredient(ingredient: SealIngredient, place: number): object {
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

/** One statement for each model; without models the oversight alone, without either none. */
export function listDisclosures({ humanOversightLevel, models = [] }: SealManifest): object[] {
  const oversight = humanOversightLevel === undefined ? {} : { humanOversightLevel };
  const stated = models.map(({ type, name, identifier }) => ({
    modelType: type,
    modelName: name,
    modelIdentifier: identifier,
    ...oversight,
  }));
  return stated.length > 0 || humanOversightLevel === undefined ? stated : [oversight];
}

/** The approvals, and the hash of the file that was approved. */
export function describeApproval({ approvals, earlierSha256 }: NonNullable<SealManifest['approval']>): object {
  return { version: 1, earlierSha256, approvals: approvals.map(({ role, at }) => ({ role, at })) };
}

/** The file is opened, looked at and approved; no pixel of it changes. */
function listApprovalActions(manifest: SealManifest, { approvals }: NonNullable<SealManifest['approval']>): object[] {
  const digitalSourceType = digitalSourceTypeUri(manifest.digitalSourceType);
  const parameters = { ingredientIds: [EARLIER_LABEL] };
  return [
    { action: 'c2pa.opened', when: manifest.at, digitalSourceType, parameters },
    ...approvals.map(({ role, at }) => ({
      action: 'org.backlot.approved',
      when: at,
      description: `Approved: ${role}`,
    })),
  ];
}
