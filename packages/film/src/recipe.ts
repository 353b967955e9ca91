import { z } from 'zod';
import { shotCodeSchema } from './names-schema.ts';
import { sha256Schema } from './sha256-schema.ts';

/** What a take is for. Policy is stricter the nearer it comes to the audience. */
export const purposeSchema = z.enum(['ideation', 'temp', 'final']);
export type Purpose = z.infer<typeof purposeSchema>;

/** An input of a recipe: bytes named by their hash. `role` is the engine's word for it (`plate`, `clean-plate`). */
export const recipeInputSchema = z
  .strictObject({
    role: z.string().min(1),
    name: z.string().min(1),
    sha256: sha256Schema,
    byteLength: z.int().nonnegative(),
    mediaType: z.string().min(1),
  })
  .readonly();
export type RecipeInput = z.infer<typeof recipeInputSchema>;

/**
 * All that decides the bytes of a result. Its canonical JSON is hashed (`@backlot/evidence`), and the hash names the result.
 * No times, no people, no paths.
 */
export const recipeSchema = z
  .strictObject({
    schema: z.literal(1),
    engine: z.strictObject({ id: z.string().min(1), version: z.string().min(1) }).readonly(),
    shot: shotCodeSchema,
    purpose: purposeSchema,
    parameters: z.unknown(),
    inputs: z.array(recipeInputSchema).readonly(),
    seed: z.int().nonnegative(),
    /** Builds whose version can change a byte: kernels, physics, encoder. */
    builds: z.record(z.string(), z.string()).readonly(),
  })
  .readonly();
export type Recipe = z.infer<typeof recipeSchema>;
