import { z } from 'zod';
import { personSchema } from './person.ts';

/** The variant of a take that the crew goes on with. Another pick takes its place. */
export const variantPickSchema = z
  .strictObject({
    /** Name of the variant among the take's files. */
    file: z.string().min(1).max(1000),
    by: personSchema,
    at: z.iso.datetime(),
  })
  .readonly();
export type VariantPick = z.infer<typeof variantPickSchema>;
