import {
  backEndKindSchema,
  backEndSchema,
  briefReadingSchema,
  egressManifestSchema,
  modelCallSchema,
  modelCardSchema,
  modelTaskSchema,
  modelTermsSchema,
  takeErrorSchema,
  usdMicrosSchema,
  wordsFindingSchema,
} from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { explanationWire } from './rights-wire.ts';

/** Path parameter of every route about one back end. */
export const backEndParams = z.object({ backEnd: z.string().min(1).max(100) });

const priceWire = modelCardSchema.unwrap().shape.price.unwrap().unwrap().extend({ source: z.string() });

/** A model as a back end offers it. */
const offeredModelWire = z
  .object({
    name: z.string(),
    title: z.string(),
    task: modelTaskSchema,
    slots: z.array(z.object({ slot: z.string(), isRequired: z.boolean() })),
    price: priceWire.optional(),
    frameStep: z.number().optional(),
  })
  .openapi('OfferedModel');
export type OfferedModelView = z.infer<typeof offeredModelWire>;

/** Every kind of back end that this build speaks with. */
export const backEndKindsWire = z
  .object({
    /** `BACKLOT_OFFLINE=1`: the whole studio sends nothing. */
    isOffline: z.boolean(),
    kinds: z.array(
      z.object({
        kind: backEndKindSchema,
        title: z.string(),
        tasks: z.array(modelTaskSchema),
        needsAddress: z.boolean(),
        needsKey: z.boolean(),
        models: z.array(offeredModelWire),
      }),
    ),
  })
  .openapi('BackEndKinds');
export type BackEndKindsView = z.infer<typeof backEndKindsWire>;

/** What a test of a back end found. */
export const backEndReportWire = z
  .object({ about: z.string(), models: z.array(offeredModelWire), missing: z.array(z.string()) })
  .openapi('BackEndReport');
export type BackEndReportView = z.infer<typeof backEndReportWire>;

/** What the models of a production are, what they may be sent, and what they cost. */
export const modelsWire = z
  .object({
    backEnds: z.array(backEndSchema),
    /** There no more: calls on record name them. */
    removedBackEnds: z.array(backEndSchema),
    /** Retired ones included: takes on record name them. */
    cards: z.array(modelCardSchema),
    terms: modelTermsSchema,
    spentUsdMicros: usdMicrosSchema,
    /** Part of what is spent: of calls that have not ended, or of which nobody knows. */
    uncertainUsdMicros: usdMicrosSchema,
    shots: z.array(
      z.object({
        shot: z.string(),
        spentUsdMicros: usdMicrosSchema,
        limitUsdMicros: usdMicrosSchema.optional(),
        callCount: z.int(),
      }),
    ),
    /** Newest first, at most 500. */
    calls: z.array(modelCallSchema),
  })
  .openapi('Models');
export type ModelsView = z.infer<typeof modelsWire>;

/** What a take would be, before anybody asks for it. */
export const takePlanWire = z
  .object({
    recipeHash: z.string(),
    egress: egressManifestSchema.nullable(),
    words: z.array(wordsFindingSchema),
    explanation: explanationWire,
    /** Why it would be refused whatever policy says. */
    refusal: takeErrorSchema.optional(),
  })
  .openapi('TakePlan');
export type TakePlanView = z.infer<typeof takePlanWire>;

/** People that words point to. */
export const wordsWire = z.object({ found: z.array(wordsFindingSchema) }).openapi('Words');

/** What reading a brief would send, cost and be told by policy. */
export const briefPlanWire = takePlanWire
  .pick({ words: true, explanation: true, refusal: true })
  .extend({ egress: egressManifestSchema })
  .openapi('BriefPlan');
export type BriefPlanView = z.infer<typeof briefPlanWire>;

/** What a model read in a brief; nothing of it is run. */
export const readBriefWire = z.object({ plan: briefPlanWire, reading: briefReadingSchema }).openapi('ReadBrief');
