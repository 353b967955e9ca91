import { z } from 'zod';
import { slugSchema } from '../names-schema.ts';
import { sha256Schema } from '../sha256-schema.ts';
import { isLicenceInForce, type Licence } from './licence.ts';

const words = z.string().trim().min(1);

const content = {
  title: words.max(200),
  /** Whose it is. */
  owner: words.max(200),
  /** Why it is on file: `the artist objected on 2 May`, `on the mood board`, `frame of another film`. */
  reason: words.max(2000),
  /** The licence of this production's register that covers it, where there is one. */
  licenceId: z.string().min(1).max(100).exactOptional(),
};

/** What a person sends to put a work on file. */
export const workRequestSchema = z.strictObject(content).readonly();
export type WorkRequest = z.infer<typeof workRequestSchema>;

/**
 * Somebody's picture that a production must not come near without a licence: what models make is compared with it, and it is
 * used for nothing else.
 */
export const workSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    ...content,
    picture: z
      .strictObject({
        sha256: sha256Schema,
        name: words.max(200),
        mediaType: z.enum(['image/jpeg', 'image/png', 'image/tiff', 'image/x-exr']),
        byteLength: z.int().positive(),
      })
      .readonly(),
    createdAt: z.iso.datetime(),
  })
  .readonly();
export type Work = z.infer<typeof workSchema>;

/** Whether a licence of the work's own production allows, on the day of `at` (ISO 8601, UTC), to use it as a reference. */
export function isWorkLicensed({ licenceId, production }: Work, licences: readonly Licence[], at: string): boolean {
  const licence = licences.find(({ id }) => id === licenceId);
  if (!licence || licence.production !== production) return false;
  return isLicenceInForce(licence, at) && licence.allowedUses.includes('reference');
}
