import { z } from 'zod';
import { slugSchema } from '../names-schema.ts';

const words = z.string().trim().min(1).max(200);

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
};

/** What a person sends to register a model. */
export const modelCardRequestSchema = z.strictObject(content).readonly();
export type ModelCardRequest = z.infer<typeof modelCardRequestSchema>;

/** What a production knows of a trained model before it may be used. */
export const modelCardSchema = z
  .strictObject({ id: z.string().min(1), production: slugSchema, ...content, createdAt: z.iso.datetime() })
  .readonly();
export type ModelCard = z.infer<typeof modelCardSchema>;
