import {
  inspectionFindingSchema,
  personSchema,
  purposeSchema,
  takeErrorSchema,
  takeSchema,
  takeStateSchema,
  variantPickSchema,
} from '@backlot/film';
import { z } from '@hono/zod-openapi';

/** The path parameter of every route about one take. */
export const takeParams = z.object({
  take: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'expected a take’s id'),
});

const frameRateWire = z.object({ numerator: z.int().positive(), denominator: z.int().positive() });

/** What a take's picture is: size in pixels, length in frames (counted from 0), exact rate. */
const pictureWire = z.object({
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  durationFrames: z.int().positive(),
  frameRate: frameRateWire,
  /** `stills` are no film: each frame is a picture of its own. Absent: finished frames. */
  form: z.enum(['sequence', 'film', 'stills']).optional(),
});
export type Picture = z.infer<typeof pictureWire>;

/** How far a run has come; `fraction` 0..1, `remainingMs` once it can be estimated. */
const progressWire = z.object({
  stage: z.string(),
  fraction: z.number(),
  remainingMs: z.number().optional(),
  message: z.string().optional(),
  /** Names what a call of a model looks like so far; the picture is at `/takes/<id>/preview`. */
  preview: z.object({ call: z.string(), sha256: z.string() }).optional(),
});
export type Progress = z.infer<typeof progressWire>;

/** Pictures that `/frames/<pass>/<frame>.png` shows. */
export const passWire = z.enum(['composite', 'plate', 'beauty', 'depth', 'normals', 'motion', 'id', 'dust', 'mask']);
export type Pass = z.infer<typeof passWire>;

/** As parameters of takes that go on from another name it. */
export const takeParentWire = z.object({ take: z.string(), file: z.string() });

/** A take in a list. */
export const takeSummaryWire = z
  .object({
    id: z.string(),
    production: z.string(),
    shot: z.string(),
    version: z.int(),
    engine: z.string(),
    purpose: purposeSchema,
    state: takeStateSchema,
    requestedBy: personSchema,
    requestedAt: z.string(),
    updatedAt: z.string(),
    picture: pictureWire,
    progress: progressWire.nullable(),
    error: takeErrorSchema.nullable(),
    reviewCount: z.int(),
    /** Path below `/api/takes/<id>/files/`; null until there is one. */
    poster: z.string().nullable(),
    /** Whether its inputs can be used for another take. */
    plate: z.object({ name: z.string(), sha256: z.string() }).nullable(),
    /** The take, and the file of it, that this one goes on from; null for most, and for a guest. */
    parent: takeParentWire.nullable(),
    /** Which of its variants is gone on with; null where nobody has picked one, and for a guest. */
    pick: variantPickSchema.nullable(),
  })
  .openapi('TakeSummary');
export type TakeSummary = z.infer<typeof takeSummaryWire>;

/** All that the take page shows but reviews and verification, which have their own addresses. */
export const takeDetailWire = takeSummaryWire
  .extend({
    /** Null for a guest. */
    recipe: takeSchema.unwrap().shape.recipe.nullable(),
    recipeHash: z.string(),
    licences: takeSchema.unwrap().shape.licences,
    use: takeSchema.unwrap().shape.use,
    /** What its models were to be sent; null where it uses none, and for a guest. */
    egress: takeSchema.unwrap().shape.egress.unwrap().nullable(),
    words: takeSchema.unwrap().shape.words,
    faces: takeSchema.unwrap().shape.faces,
    likenesses: takeSchema.unwrap().shape.likenesses,
    decision: takeSchema.unwrap().shape.decision.unwrap().nullable(),
    approvals: takeSchema.unwrap().shape.approvals,
    files: takeSchema.unwrap().shape.files,
    findings: z.array(inspectionFindingSchema).readonly(),
    seal: takeSchema.unwrap().shape.seal.unwrap().nullable(),
    figures: takeSchema.unwrap().shape.figures,
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    passes: z.array(passWire),
    /** Path of the video below `/api/takes/<id>/files/`; null until there is one. */
    video: z.string().nullable(),
  })
  .openapi('TakeDetail');
export type TakeDetail = z.infer<typeof takeDetailWire>;
