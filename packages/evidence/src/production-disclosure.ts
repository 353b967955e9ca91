import { roleSchema, sha256Schema, shotCodeSchema, slugSchema, takeStateSchema } from '@backlot/film';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { digitalSourceTypeSchema } from './digital-source-type.ts';
import { sha256Hex } from './hash.ts';

const moment = z.iso.datetime();
const day = z.iso.date();
const words = z.string();
const person = z.strictObject({ name: words, role: roleSchema }).readonly();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const modelSchema = z
  .strictObject({
    name: words,
    vendor: words,
    version: words,
    licence: words,
    /** `own`, `licensed`, `public domain`, `undeclared`, in the words of its card. */
    trainedOn: words,
    keepsInputs: z.boolean(),
    isSecured: z.boolean(),
  })
  .readonly();

const consentSchema = z
  .strictObject({
    performer: words,
    consentId: words,
    /** Such as `employment-based digital replica`. */
    kind: words,
    /** The reasonably specific description that was signed. */
    use: words,
    signedBy: words,
    /** `performer`, `authorised representative`, `union`. */
    signedAs: words,
    signedOn: day,
    documentSha256: sha256Schema,
    state: z.enum(['draft', 'granted', 'expired', 'withdrawn']),
  })
  .readonly();

const inputSchema = z
  .strictObject({
    role: words,
    name: words,
    sha256: sha256Schema,
    /** Null where nobody stated a licence. */
    licence: z.strictObject({ owner: words, terms: words, source: words.exactOptional() }).readonly().nullable(),
  })
  .readonly();

const decisionSchema = z
  .strictObject({
    outcome: z.enum(['allow', 'needs-approval', 'deny']),
    policyHash: sha256Schema,
    /** The rules that it was made under, in words such as `Netflix`; absent where that was not kept. */
    packs: list(words).exactOptional(),
    reasons: list(
      z.strictObject({ ruleId: words, text: words, source: words, role: roleSchema.exactOptional() }).readonly(),
    ),
  })
  .readonly();

const sealSchema = z
  .strictObject({
    signer: words,
    state: z.enum(['valid', 'trusted']),
    sealedAt: moment,
    /** C2PA `c2pa.ai-disclosure`. */
    humanOversightLevel: z.enum(['fully_autonomous', 'prompt_guided', 'human_validated']),
    ledgerIndex: z.int().nonnegative(),
    ledgerHash: sha256Schema,
  })
  .readonly();

const takeSchema = z
  .strictObject({
    takeId: words,
    /** `v003` */
    version: words,
    state: takeStateSchema,
    purpose: words,
    requestedBy: person,
    requestedAt: moment,
    /** What was generated or altered, in plain words. */
    operations: list(words),
    digitalSourceType: digitalSourceTypeSchema,
    engine: z.strictObject({ id: words, title: words, version: words }).readonly(),
    /** Trained models that had a part in it; none for engines that only compute. */
    models: list(modelSchema),
    consents: list(consentSchema),
    syntheticPerformers: list(
      z.strictObject({ name: words, unionNoticeOn: day.nullable(), approvedBy: person.nullable() }).readonly(),
    ),
    inputs: list(inputSchema),
    decision: decisionSchema.nullable(),
    /** The row of Netflix's use-case matrix that the use falls under, in its words; null where none does. */
    netflixMatrixRow: words.nullable(),
    approvals: list(
      z
        .strictObject({
          of: z.enum(['use', 'take']),
          by: person,
          at: moment,
          text: words,
          /** Ids of the rules that an approval of the use answers: legal's word on an exemption, say. */
          ruleIds: list(words).exactOptional(),
        })
        .readonly(),
    ),
    reviews: list(
      z
        .strictObject({ verdict: z.enum(['approve', 'reject', 'note']), by: person, at: moment, text: words })
        .readonly(),
    ),
    seal: sealSchema.nullable(),
    recipeHash: sha256Schema,
    watermarkId: words.nullable(),
    /** Of the take's own files; a delivery says whether its masters carry the mark too. Working files never do. */
    watermarkedFiles: list(words),
  })
  .readonly();

const otherTakeSchema = z
  .strictObject({
    takeId: words,
    version: words,
    state: takeStateSchema,
    purpose: words,
    engine: words,
    requestedBy: person,
    requestedAt: moment,
  })
  .readonly();

const shotSchema = z
  .strictObject({
    code: shotCodeSchema,
    /** Approved and delivered takes, told in full. */
    takes: list(takeSchema),
    /** All others, for completeness. */
    otherTakes: list(otherTakeSchema),
  })
  .readonly();

const deliverySchema = z
  .strictObject({
    takeId: words,
    shot: shotCodeSchema,
    version: words,
    by: person,
    at: moment,
    fileCount: z.int().nonnegative(),
    checksumsSha256: sha256Schema,
    ledgerIndex: z.int().nonnegative(),
    /** It was started and nobody knows how it ended: the files may have left. */
    isUncertain: z.boolean(),
    /** The take's mark is in its ProRes masters too. */
    hasMarkedMasters: z.boolean(),
  })
  .readonly();

/** A disclosure report as JSON: parse foreign ones with this. */
export const productionDisclosureSchema = z
  .strictObject({
    schema: z.literal(1),
    /** Of the studio that made the report. */
    studioVersion: words,
    production: z.strictObject({ slug: slugSchema, title: words }).readonly(),
    /** Rules in force when the report is made, in the order in which people should read them; each take's decision names its own. */
    policyPacks: list(z.strictObject({ id: words, title: words, source: words }).readonly()),
    generatedAt: moment,
    ledgerHead: z.strictObject({ index: z.int().nonnegative(), hash: sha256Schema }).readonly().nullable(),
    shots: list(shotSchema),
    deliveries: list(deliverySchema),
  })
  .readonly();

/**
 * What was generated or altered in a production, by what, on whose consent, approved by whom, shot by shot: pure data,
 * ready to be sent as JSON or rendered with `renderDisclosurePdf`. Times are ISO 8601 in UTC, days `YYYY-MM-DD`.
 */
export type ProductionDisclosure = z.infer<typeof productionDisclosureSchema>;
/** A shot of the report. */
export type DisclosedShot = z.infer<typeof shotSchema>;
/** An approved or delivered take of the report. */
export type DisclosedTake = z.infer<typeof takeSchema>;

/** SHA-256 of the report's canonical JSON: PDF and JSON of one report show the same. */
export function hashDisclosure(report: ProductionDisclosure): string {
  return sha256Hex(canonicalJson(report));
}
