import { z } from 'zod';
import { slugSchema } from '../names-schema.ts';

const name = z.string().trim().min(1).max(200);
const names = z.array(name).max(50).readonly();

/** An agent, guardian, estate or union who speaks for a performer. */
const representativeSchema = z
  .strictObject({
    name,
    role: z.enum(['agent', 'guardian', 'estate', 'union']),
    email: z.email().max(320).exactOptional(),
  })
  .readonly();
export type Representative = z.infer<typeof representativeSchema>;

/**
 * Who a performer is to the law. A synthetic one is an asset that is meant to look like a natural performer, recognisable
 * as no one (SAG-AFTRA 2023, "Synthetic Performer"); its union notice says when and to whom its use was announced.
 */
const performerStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('living') }).readonly(),
  z.strictObject({ kind: z.literal('deceased'), diedOn: z.iso.date() }).readonly(),
  z.strictObject({ kind: z.literal('minor'), bornOn: z.iso.date().exactOptional() }).readonly(),
  z
    .strictObject({
      kind: z.literal('synthetic'),
      unionNotice: z.strictObject({ to: name, sentOn: z.iso.date() }).readonly().exactOptional(),
    })
    .readonly(),
]);
export type PerformerStatus = z.infer<typeof performerStatusSchema>;

const content = {
  name,
  /** Nicknames, stage names, handles. */
  aliases: names,
  /** Characters whose name stands for this performer. */
  characters: names,
  status: performerStatusSchema,
  representative: representativeSchema.exactOptional(),
  /** The union that covers this performer, in its own words: `SAG-AFTRA`. */
  union: name.exactOptional(),
};

/** What a person sends to register a performer; lists may be left out. */
export const performerRequestSchema = z
  .strictObject({ ...content, aliases: names.default([]), characters: names.default([]) })
  .readonly();
export type PerformerRequest = z.infer<typeof performerRequestSchema>;

/**
 * Someone whose likeness or voice a production may use, as its register names them. A performer belongs to one
 * production: what was agreed for one film says nothing about another.
 */
export const performerSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    ...content,
    /** How many reference pictures are on file. They are kept apart, encrypted, and used for checks only. */
    referenceCount: z.int().nonnegative(),
    /** For a synthetic performer: what the comparison with the real performers on file found; absent while not compared. */
    resemblance: z
      .strictObject({
        comparedAt: z.iso.datetime(),
        /** The most alike performer on file, where one is nearer than the threshold for "someone else". */
        resembles: z.strictObject({ performer: z.string(), name, similarity: z.number() }).readonly().exactOptional(),
      })
      .readonly()
      .exactOptional(),
    createdAt: z.iso.datetime(),
  })
  .readonly();
export type Performer = z.infer<typeof performerSchema>;
