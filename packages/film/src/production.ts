import { z } from 'zod';
import { modelTermsSchema } from './models/model-terms.ts';
import { shotCodeSchema, slugSchema } from './names-schema.ts';
import { policyPackSchema } from './rights/policy-pack.ts';

const codePart = z
  .string()
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/)
  .max(32);
const title = z.string().trim().min(1).max(200);

const term = z.string().trim().min(1).max(200);

/** Names that the production knows: they stand for characters and places of the story, not for people. */
export const vocabularySchema = z
  .strictObject({ characters: z.array(term).max(5000).readonly(), places: z.array(term).max(5000).readonly() })
  .readonly();
export type Vocabulary = z.infer<typeof vocabularySchema>;

/** The vocabulary of a production that has not said anything yet. */
export const NO_VOCABULARY: Vocabulary = { characters: [], places: [] };

/** A film or series, known by its slug. Times are ISO 8601 in UTC. */
export const productionSchema = z
  .strictObject({
    slug: slugSchema,
    title,
    /** Rule packs in force beside the house rules. */
    packs: z.array(policyPackSchema).readonly(),
    vocabulary: vocabularySchema,
    /** The union that covers it is on strike: some rules suspend replicas then. */
    isUnionOnStrike: z.boolean(),
    models: modelTermsSchema,
    createdAt: z.iso.datetime(),
  })
  .readonly();
export type Production = z.infer<typeof productionSchema>;

/** A group of shots, known by its code (`sq010`) within a production. */
export const sequenceSchema = z
  .strictObject({ production: slugSchema, code: codePart, createdAt: z.iso.datetime() })
  .readonly();
export type Sequence = z.infer<typeof sequenceSchema>;

/** A shot, known by `sequence/shot` (`sq010/sh0040`) within a production. */
export const shotSchema = z
  .strictObject({ production: slugSchema, code: shotCodeSchema, createdAt: z.iso.datetime() })
  .readonly();
export type Shot = z.infer<typeof shotSchema>;

/** What a visitor sends to make a production. */
export const productionRequestSchema = z.strictObject({
  slug: slugSchema,
  title,
  packs: z.array(policyPackSchema).max(10).readonly().default([]),
});
export type ProductionRequest = z.infer<typeof productionRequestSchema>;
