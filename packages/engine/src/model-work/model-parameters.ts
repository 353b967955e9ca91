import { z } from 'zod';

/** Id of a model's card in the production's register. */
export const modelCardIdSchema = z.string().trim().min(1).max(100);

/** What is asked for, in words. */
export const promptSchema = z.string().trim().min(1).max(8000);

/** What is not wanted, in words. */
export const negativePromptSchema = z.string().trim().min(1).max(4000).exactOptional();

/** Whatever else a model or workflow knows by name. */
export const settingsSchema = z
  .record(
    z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, 'expected a name'),
    z.union([z.string().max(2000), z.number(), z.boolean()]),
  )
  .readonly()
  .default({});

/** The take and file that this one iterates from: recorded, so that history is a tree; it changes no byte. */
export const parentSchema = z
  .strictObject({ take: z.string().min(1).max(100), file: z.string().min(1).max(500) })
  .readonly()
  .exactOptional();
