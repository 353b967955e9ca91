import { z } from 'zod';
import { slugSchema } from '../names-schema.ts';
import { sha256Schema } from '../sha256-schema.ts';

const words = z.string().trim().min(1).max(2000);

/** What a licence may allow. `training` is never implied by another. */
export const licensedUseSchema = z.enum(['plate', 'reference', 'training', 'delivery']);
export type LicensedUse = z.infer<typeof licensedUseSchema>;

const content = {
  title: words.max(200),
  owner: words.max(200),
  /** What the owner allows, in their words. */
  terms: words,
  /** Where that is written down. */
  source: words.exactOptional(),
  allowedUses: z.array(licensedUseSchema).min(1).readonly(),
  /** The material itself is before the public already, so that sending it gives nothing away; absent: it is not. */
  isReleased: z.boolean().exactOptional(),
  /** Last day, included; absent where it does not end. */
  expiresOn: z.iso.date().exactOptional(),
};

/** What a person sends to register a licence. */
export const licenceRequestSchema = z.strictObject(content).readonly();
export type LicenceRequest = z.infer<typeof licenceRequestSchema>;

/** A right to use material, in a production's register. Set-ups name it by its id. */
export const licenceSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    ...content,
    state: z.enum(['in-force', 'revoked']),
    document: z
      .strictObject({ sha256: sha256Schema, name: words.max(200), byteLength: z.int().nonnegative() })
      .readonly()
      .exactOptional(),
    createdAt: z.iso.datetime(),
  })
  .readonly();
export type Licence = z.infer<typeof licenceSchema>;

/** Whether it is not revoked, and `at` (ISO 8601, UTC) is not after its last day. */
export function isLicenceInForce({ state, expiresOn }: Pick<Licence, 'state' | 'expiresOn'>, at: string): boolean {
  return state === 'in-force' && (expiresOn === undefined || at.slice(0, 10) <= expiresOn);
}
