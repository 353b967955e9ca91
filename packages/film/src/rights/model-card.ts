import { z } from 'zod';
import { modelTaskSchema } from '../models/model-task.ts';
import { usdMicrosSchema } from '../models/money.ts';
import { slugSchema } from '../names-schema.ts';
import { purposeSchema } from '../recipe.ts';

const words = z.string().trim().min(1).max(200);

/** Price of one unit of what a model makes; `megapixel` is each million pixels begun of a picture, `frame` each of a film. */
const modelPriceSchema = z
  .strictObject({
    unit: z.enum(['call', 'image', 'megapixel', 'second', 'frame', 'thousand-characters']),
    usdMicros: usdMicrosSchema,
  })
  .readonly();
export type ModelPrice = z.infer<typeof modelPriceSchema>;

const content = {
  name: words,
  vendor: words,
  version: words,
  /** The licence of the model itself: `Apache-2.0`, `commercial agreement of 2026-03-01`. */
  licence: words,
  /** What it learnt from, by its maker's declaration. */
  trainedOn: z.enum(['own', 'licensed', 'public-domain', 'undeclared']),
  retainsInputs: z.boolean(),
  trainsOnInputs: z.boolean(),
  /** Whether inputs stay in an environment that the studio controls or has contracted as secured. */
  environment: z.enum(['secured', 'unsecured']),
  /** Id of the back end of this production that runs it; absent for a model that is used outside Backlot. */
  backEnd: z.string().min(1).max(100).exactOptional(),
  /** Its name there: a vendor's model id, the name of a workflow, a file. */
  model: words.exactOptional(),
  task: modelTaskSchema.exactOptional(),
  /** Purposes for which it may be used; absent: all. */
  allowedFor: z.array(purposeSchema).min(1).max(3).readonly().exactOptional(),
  /** What it costs, as agreed or listed; absent: the back end's list price, where it has one. */
  price: modelPriceSchema.exactOptional(),
};

/** What a person sends to register a model. */
export const modelCardRequestSchema = z.strictObject(content).readonly();
export type ModelCardRequest = z.infer<typeof modelCardRequestSchema>;

/**
 * What a production knows of a trained model before it may be used. A card is evidence and stays as it was written: a
 * correction is another card that replaces it, and takes made under it go on pointing at it.
 */
export const modelCardSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    ...content,
    createdAt: z.iso.datetime(),
    /** Id of the card that this one corrects. */
    replaces: z.string().min(1).exactOptional(),
    /** From then on no take may be made with it. */
    retiredAt: z.iso.datetime().exactOptional(),
  })
  .readonly();
export type ModelCard = z.infer<typeof modelCardSchema>;
