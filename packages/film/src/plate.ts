import { z } from 'zod';
import { fileNameSchema, shotCodeSchema, slugSchema } from './names-schema.ts';
import { sha256Schema } from './sha256-schema.ts';

const words = z.string().max(2000);

/**
 * Who owns a plate and what they allow, in their words; `source` says where that is written down.
 * Blank texts are well-formed: whether they suffice is policy's to judge (`hasLicenceStatement`).
 */
export const licenceStatementSchema = z
  .strictObject({
    owner: words,
    statement: words,
    source: words.exactOptional(),
    /** The licence in the production's register that this was read from. */
    id: z.string().min(1).max(100).exactOptional(),
  })
  .readonly();
export type LicenceStatement = z.infer<typeof licenceStatementSchema>;

/** True when the licence names an owner and states something. */
export function hasLicenceStatement(licence: LicenceStatement | undefined): boolean {
  return licence !== undefined && licence.owner.trim() !== '' && licence.statement.trim() !== '';
}

/** A picture that a shot starts from, named by its content; `name` is what the crew called it. */
export const plateSchema = z
  .strictObject({
    production: slugSchema,
    shot: shotCodeSchema,
    name: fileNameSchema,
    sha256: sha256Schema,
    byteLength: z.int().positive(),
    mediaType: z.string().min(1),
    licence: licenceStatementSchema.exactOptional(),
    createdAt: z.iso.datetime(),
  })
  .readonly();
export type Plate = z.infer<typeof plateSchema>;
