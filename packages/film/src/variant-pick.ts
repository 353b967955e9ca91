import { z } from 'zod';
import { personSchema } from './person.ts';
import type { TakeFile } from './take.ts';

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

/** Pictures or sounds of a take that were made beside one another, in the order of their numbers; none where there is no choice. */
export function pickableFiles(files: readonly TakeFile[]): readonly TakeFile[] {
  const variants = files.filter(({ role }) => role === 'variant').sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  const found = variants.length > 0 ? variants : files.filter(({ role }) => role === 'sound');
  return found.length > 1 ? found : [];
}
