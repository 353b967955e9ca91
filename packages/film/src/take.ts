import { z } from 'zod';
import { approvalSchema, decisionSchema } from './decision.ts';
import { egressManifestSchema } from './models/egress-manifest.ts';
import { shotCodeSchema, slugSchema } from './names-schema.ts';
import { personSchema, roleSchema } from './person.ts';
import { licenceStatementSchema } from './plate.ts';
import { purposeSchema, recipeSchema } from './recipe.ts';
import { faceFindingSchema, likenessFindingSchema, wordsFindingSchema } from './rights/finding.ts';
import { useDeclarationSchema } from './rights/use-declaration.ts';
import { sha256Schema } from './sha256-schema.ts';
import { takeErrorSchema } from './take-error.ts';
import { takeStateSchema } from './take-state.ts';
import { variantPickSchema } from './variant-pick.ts';

/** A file, or a member of a numbered sequence of files, that a take made. */
export const takeFileSchema = z
  .strictObject({
    /** `video`, `poster`, `composite`, `passes`, `manifest`, `report`, … */
    role: z.string().min(1),
    /** Path below the take's own folder, `/`-separated, e.g. `composite/composite.0001.exr`. */
    name: z.string().min(1),
    mediaType: z.string().min(1),
    sha256: sha256Schema,
    byteLength: z.int().nonnegative(),
    /** Frame number, for members of a sequence. */
    frame: z.int().exactOptional(),
  })
  .readonly();
export type TakeFile = z.infer<typeof takeFileSchema>;

/** What an automatic check saw. An `error` keeps the take from being sealed; a `warning` is shown to the reviewer. */
export const inspectionFindingSchema = z
  .strictObject({
    check: z.enum([
      'frame-count',
      'picture-size',
      'frame-rate',
      'not-finite',
      'all-black',
      'frozen-frames',
      'out-of-range',
      'silent',
      'sound-length',
      'sound-count',
      'unreadable',
    ]),
    severity: z.enum(['error', 'warning']),
    message: z.string(),
    file: z.string().exactOptional(),
    frame: z.int().exactOptional(),
  })
  .readonly();
export type InspectionFinding = z.infer<typeof inspectionFindingSchema>;

const sealing = {
  /** What the mark in the take's viewing files says: 12 hex digits; absent where none was put in. */
  mark: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .exactOptional(),
  state: z.enum(['valid', 'trusted']),
  signer: z.string(),
  sealedAt: z.iso.datetime(),
  files: z
    .array(
      z
        .strictObject({
          name: z.string(),
          /** Inside the file itself, or in a sidecar beside what it speaks of. */
          kind: z.enum(['embedded', 'sidecar']),
          sha256: sha256Schema,
          unsealedSha256: sha256Schema.exactOptional(),
        })
        .readonly(),
    )
    .readonly(),
  ledgerIndex: z.int().nonnegative(),
  ledgerHash: sha256Schema,
};

/** Upon which approvals a take was sealed again, and what it was before: `files` are those that the new seal replaced. */
const approvalSealSchema = z
  .strictObject({
    approvals: z
      .array(z.strictObject({ reviewId: z.string(), role: roleSchema, at: z.iso.datetime() }).readonly())
      .readonly(),
    first: z
      .strictObject({ seal: z.strictObject(sealing).readonly(), files: z.array(takeFileSchema).readonly() })
      .readonly(),
  })
  .readonly();

/** The evidence of a sealed take. `unsealedSha256` is of the engine's own bytes, which `rerun` compares. */
export const sealSchema = z.strictObject({ ...sealing, approval: approvalSealSchema.exactOptional() }).readonly();
export type Seal = z.infer<typeof sealSchema>;

/**
 * One try at a shot: asked for, decided, run, inspected, sealed, reviewed. `version` counts from 1 within the shot
 * (`formatTakeVersion`). Times are ISO 8601 in UTC; what has not happened yet is absent.
 */
export const takeSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    shot: shotCodeSchema,
    engine: z.string().min(1),
    purpose: purposeSchema,
    version: z.int().positive(),
    state: takeStateSchema,
    recipe: recipeSchema,
    recipeHash: sha256Schema,
    /** Licence statements of the inputs by role; they are no part of the recipe, since they change no byte. */
    licences: z.record(z.string(), licenceStatementSchema).readonly(),
    /** What the person who asked said of the use. */
    use: useDeclarationSchema,
    /** What its models would be sent, as it was planned; absent where it uses none. */
    egress: egressManifestSchema.exactOptional(),
    /** Words of the request that point to people. */
    words: z.array(wordsFindingSchema).readonly(),
    /** Faces that inspection saw in what was generated or altered. */
    faces: z.array(faceFindingSchema).readonly(),
    /** Works on file that inspection saw in what models made. */
    likenesses: z.array(likenessFindingSchema).readonly(),
    /** When inspection looked for faces and likenesses: an approval from before says nothing of them. */
    facesFoundAt: z.iso.datetime().exactOptional(),
    requestedBy: personSchema,
    decision: decisionSchema.exactOptional(),
    approvals: z.array(approvalSchema).readonly(),
    files: z.array(takeFileSchema).readonly(),
    findings: z.array(inspectionFindingSchema).readonly(),
    seal: sealSchema.exactOptional(),
    /** Which of its variants is gone on with; absent where nobody has picked one. */
    pick: variantPickSchema.exactOptional(),
    /** Stage times, counts: for the take page and the bench, no part of the evidence. */
    figures: z.record(z.string(), z.number()).readonly(),
    error: takeErrorSchema.exactOptional(),
    requestedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().exactOptional(),
    finishedAt: z.iso.datetime().exactOptional(),
    updatedAt: z.iso.datetime(),
  })
  .readonly();
export type Take = z.infer<typeof takeSchema>;
