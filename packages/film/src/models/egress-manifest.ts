import { z } from 'zod';
import { sha256Schema } from '../sha256-schema.ts';
import { backEndKindSchema } from './back-end.ts';
import { modelTaskSchema } from './model-task.ts';
import { usdMicrosSchema } from './money.ts';

/** Words or bytes that a request carries. */
const egressItemSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('words'), where: z.string(), text: z.string(), byteLength: z.int().nonnegative() })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('file'),
      /** What it is to the model: `image`, `mask`, `depth`. */
      slot: z.string(),
      /** Role of the input that it is, or that it is made from. */
      role: z.string(),
      name: z.string(),
      /** Of the input; what is made from it gets its hash when it is sent. */
      sha256: sha256Schema,
      byteLength: z.int().nonnegative(),
      /** Absent where the input itself is sent: what is done to it first. */
      madeInto: z.string().exactOptional(),
    })
    .readonly(),
]);
export type EgressItem = z.infer<typeof egressItemSchema>;

/** How large and how long a result is asked for. */
const askedSchema = z
  .strictObject({
    widthPx: z.int().positive().exactOptional(),
    heightPx: z.int().positive().exactOptional(),
    durationFrames: z.int().positive().exactOptional(),
    frameRate: z
      .strictObject({ numerator: z.int().positive(), denominator: z.int().positive() })
      .readonly()
      .exactOptional(),
    withSound: z.boolean().exactOptional(),
  })
  .readonly();

/** One request to a model as it is planned: who gets what, and what it would cost. */
const plannedCallSchema = z
  .strictObject({
    /** Names the call within the take, stable for its recipe: `variant-2`, `chunk-003`. */
    name: z.string().min(1),
    task: modelTaskSchema,
    /** Id of the model's card. */
    card: z.string(),
    /** The model's name at its back end; absent where no card says it. */
    model: z.string().exactOptional(),
    /** Absent where the card names no back end of the production. */
    backEnd: z
      .strictObject({
        id: z.string(),
        title: z.string(),
        kind: backEndKindSchema,
        host: z.string(),
        isOwn: z.boolean(),
      })
      .readonly()
      .exactOptional(),
    items: z.array(egressItemSchema).readonly(),
    /** What is asked for in numbers; absent numbers are left to the model. */
    asked: askedSchema.exactOptional(),
    /** Seconds that are made and paid for, where the vendor has lengths of its own; never said of an answer that is taken over. */
    billedS: z.number().positive().exactOptional(),
    /** Fields of the request that the back end has no place for: they do not leave. */
    leftOut: z
      .array(z.enum(['negativePrompt', 'seed']))
      .min(1)
      .readonly()
      .exactOptional(),
    /**
     * Id of a paid call of an earlier take that came to nothing, asked for with the same recipe: its answer is taken over,
     * so nothing is sent and nothing is paid.
     */
    reuses: z.string().exactOptional(),
    /** Absent where nobody knows its price. */
    estimateUsdMicros: usdMicrosSchema.exactOptional(),
    /** How long the model has usually taken; absent while nobody knows. */
    estimateS: z.number().nonnegative().exactOptional(),
  })
  .readonly();
export type PlannedCall = z.infer<typeof plannedCallSchema>;

/** Everything that a take would send out of the building, known before anything is sent. */
export const egressManifestSchema = z.strictObject({ calls: z.array(plannedCallSchema).readonly() }).readonly();
export type EgressManifest = z.infer<typeof egressManifestSchema>;
