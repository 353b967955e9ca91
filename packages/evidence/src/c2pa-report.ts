import { z } from 'zod';
import { APPROVAL_ASSERTION, DISCLOSURE_ASSERTION, RECIPE_ASSERTION } from './c2pa-manifest.ts';
import { sha256Hex } from './hash.ts';
import type { ManifestSummary } from './verification.ts';

const assertionSchema = z.object({ label: z.string(), data: z.unknown() });
const manifestSchema = z.object({
  title: z.string().optional(),
  assertions: z.array(assertionSchema).default([]),
  ingredients: z
    .array(
      z.object({
        title: z.string().optional(),
        relationship: z.string().optional(),
        active_manifest: z.string().optional(),
      }),
    )
    .default([]),
  signature_info: z
    .object({ common_name: z.string().optional(), cert_serial_number: z.string().optional() })
    .optional(),
});
const reportSchema = z.object({
  active_manifest: z.string(),
  manifests: z.record(z.string(), manifestSchema),
  validation_status: z.array(z.object({ code: z.string(), explanation: z.string().optional() })).default([]),
  validation_state: z.enum(['Invalid', 'Valid', 'Trusted']),
});
const actionsSchema = z.object({
  actions: z.array(
    z.object({ action: z.string(), when: z.string().optional(), digitalSourceType: z.string().optional() }),
  ),
});
const recipeSchema = z.object({
  engine: z.object({ id: z.string(), version: z.string() }),
  recipeHash: z.string(),
  recipe: z.string(),
  takeId: z.string(),
  ingredients: z.array(
    z.object({
      title: z.string(),
      sha256: z.string(),
      licence: z.object({ owner: z.string(), statement: z.string() }).optional(),
    }),
  ),
  byteSeal: z.string(),
});
const trainingSchema = z.object({ entries: z.record(z.string(), z.object({ use: z.string() })) });
const disclosureSchema = z.object({
  humanOversightLevel: z.string().optional(),
  modelType: z.string().optional(),
  modelName: z.string().optional(),
  modelIdentifier: z.string().optional(),
});
const approvalSchema = z.object({
  approvals: z.array(z.object({ role: z.string(), at: z.string() })),
  earlierSha256: z.string(),
});

type Manifest = z.infer<typeof manifestSchema>;

/** What the C2PA engine found in a file, in our words. */
export interface C2paReport {
  readonly state: 'invalid' | 'valid' | 'trusted';
  /** Codes of what is wrong, with the engine's explanation. */
  readonly problems: readonly string[];
  readonly summary: ManifestSummary;
  /** Serial number of the signing certificate. */
  readonly serialNumber: bigint | undefined;
  /** True when the signed manifest says that the file carries a byte seal. */
  readonly promisesByteSeal: boolean;
}

/** An untrusted signer is no fault of the file. */
const UNTRUSTED = 'signingCredential.untrusted';

/** Reads the engine's JSON report; throws where it is not of the shape we know. */
export function readC2paReport(json: string): C2paReport {
  const report = reportSchema.parse(JSON.parse(json));
  const manifest = report.manifests[report.active_manifest];
  if (!manifest) throw new Error('the active manifest is missing');
  const recipe = dataOf(manifest, RECIPE_ASSERTION, recipeSchema);
  const faults = report.validation_status.filter(({ code }) => code !== UNTRUSTED);
  const problems = faults.map(({ code, explanation }) => (explanation ? `${code}: ${explanation}` : code));
  if (recipe && sha256Hex(recipe.recipe) !== recipe.recipeHash) problems.push('recipe: its hash is another one');
  const serial = manifest.signature_info?.cert_serial_number;
  return {
    state: stateOf(report.validation_state, problems),
    problems,
    summary: summarise(manifest, recipe, earlierOf(manifest, report.manifests)),
    serialNumber: serial !== undefined && /^\d+$/.test(serial) ? BigInt(serial) : undefined,
    promisesByteSeal: recipe !== undefined,
  };
}

function stateOf(state: 'Invalid' | 'Valid' | 'Trusted', problems: readonly string[]): C2paReport['state'] {
  if (state === 'Invalid' || problems.length > 0) return 'invalid';
  return state === 'Trusted' ? 'trusted' : 'valid';
}

/** The credentials that the file had before its approval: they name what went into it. */
function earlierOf(manifest: Manifest, all: Readonly<Record<string, Manifest>>): Manifest | undefined {
  if (!dataOf(manifest, APPROVAL_ASSERTION, approvalSchema)) return undefined;
  const parent = manifest.ingredients.find(({ relationship }) => relationship === 'parentOf');
  return parent?.active_manifest === undefined ? undefined : all[parent.active_manifest];
}

function summarise(
  manifest: Manifest,
  recipe: z.infer<typeof recipeSchema> | undefined,
  earlier: Manifest | undefined,
): ManifestSummary {
  const actions = dataOf(manifest, 'c2pa.actions.v2', actionsSchema)?.actions ?? [];
  const training = dataOf(manifest, 'cawg.training-mining', trainingSchema);
  const disclosures = allOf(manifest, DISCLOSURE_ASSERTION, disclosureSchema);
  const level = disclosures.find(({ humanOversightLevel }) => humanOversightLevel)?.humanOversightLevel;
  const models = disclosures.flatMap(({ modelName }) => modelName ?? []);
  const approval = dataOf(manifest, APPROVAL_ASSERTION, approvalSchema);
  const sourceType = actions
    .find((action) => action.digitalSourceType)
    ?.digitalSourceType?.split('/')
    .at(-1);
  const at = actions.find((action) => action.when)?.when;
  const signer = manifest.signature_info?.common_name;
  return {
    ...(manifest.title === undefined ? {} : { title: manifest.title }),
    ...(recipe === undefined ? {} : { recipeHash: recipe.recipeHash, engine: recipe.engine, takeId: recipe.takeId }),
    ...(sourceType === undefined ? {} : { digitalSourceType: sourceType }),
    actions: actions.map(({ action }) => action),
    ingredients: [...manifest.ingredients, ...(earlier?.ingredients ?? [])].map((ingredient) =>
      summariseIngredient(ingredient, recipe),
    ),
    ...(signer === undefined ? {} : { signer }),
    ...(at === undefined ? {} : { at }),
    ...(training === undefined
      ? {}
      : { trainingAllowed: Object.values(training.entries).some(({ use }) => use !== 'notAllowed') }),
    ...(level === undefined ? {} : { humanOversightLevel: level }),
    ...(models.length === 0 ? {} : { models }),
    ...(approval === undefined ? {} : { approvals: approval.approvals, earlierSha256: approval.earlierSha256 }),
  };
}

function summariseIngredient(
  ingredient: Manifest['ingredients'][number],
  recipe: z.infer<typeof recipeSchema> | undefined,
): ManifestSummary['ingredients'][number] {
  const known = recipe?.ingredients.find(({ title }) => title === ingredient.title);
  const { licence } = known ?? {};
  return {
    title: ingredient.title ?? '',
    relationship: ingredient.relationship ?? '',
    ...(known === undefined ? {} : { sha256: known.sha256 }),
    ...(licence === undefined ? {} : { licence: `${licence.owner}: ${licence.statement}` }),
  };
}

function dataOf<T>(manifest: Manifest, label: string, schema: z.ZodType<T>): T | undefined {
  return allOf(manifest, label, schema)[0];
}

/** Of several assertions of one kind, the second is labelled `…__1`, and so on. */
function allOf<T>(manifest: Manifest, label: string, schema: z.ZodType<T>): T[] {
  return manifest.assertions
    .filter((assertion) => assertion.label === label || assertion.label.startsWith(`${label}__`))
    .map((assertion) => schema.parse(assertion.data));
}
