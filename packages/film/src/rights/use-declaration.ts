import { z } from 'zod';
import { operationSchema } from './operation.ts';

/** One person whom a take touches, and what is done. */
export const personUseSchema = z
  .strictObject({
    /** Id of a performer in the production's register. */
    performer: z.string().min(1).max(100),
    operation: operationSchema,
    /** For `re-age`: how many years, younger or older. */
    years: z.int().positive().max(100).exactOptional(),
    /** For `dub` and `voice-synthesis`: BCP 47. */
    language: z.string().min(2).max(35).exactOptional(),
    /** The result is substantially as scripted, performed or recorded. */
    isAsScripted: z.boolean().exactOptional(),
    /** The performer can be recognised in the result; taken as yes unless said otherwise. */
    isRecognisable: z.boolean().exactOptional(),
    /** It stands in for work that the performer would have done in person (California AB 2602). */
    replacesWork: z.boolean().exactOptional(),
    /** The performer is shown doing something unsafe that nobody should do in person. */
    isUnsafeAct: z.boolean().exactOptional(),
  })
  .readonly();
export type PersonUse = z.infer<typeof personUseSchema>;

/** What in the picture is made or altered; a row of the use-case matrix follows from it and the purpose. */
export const elementSchema = z.enum([
  'moodboard',
  'background',
  'story-relevant-background',
  'main-character',
  'key-visual',
  'central-setting',
  'performer',
  'other',
]);
export type Element = z.infer<typeof elementSchema>;

const answer = z.boolean().exactOptional();

/**
 * What the person who asks says of the use. An unanswered question counts as "unsure", which some rules treat as a no.
 * It changes no byte of the result, so it is no part of the recipe; approvals are bound to it all the same.
 */
export const useDeclarationSchema = z
  .strictObject({
    /** In words, for those who have to approve. */
    description: z.string().trim().max(2000).exactOptional(),
    element: elementSchema.default('other'),
    people: z.array(personUseSchema).max(50).readonly().default([]),
    /** Ids of model cards in the production's register. */
    models: z.array(z.string().min(1).max(100)).max(50).readonly().default([]),
    /** The result recreates identifiable characteristics of a work that the production does not own. */
    recreatesOthersWork: answer,
    /** The prompt or brief refers to copyrighted works, public figures or deceased people, even one feature of them. */
    refersToOthers: answer,
    /** The result could be taken for real events or real people. */
    couldBeTakenForReal: answer,
    /** Roles that a union covers are affected. */
    affectsUnionWork: answer,
    /** Unreleased assets, scripts or production images go into a tool. */
    usesUnreleasedMaterial: answer,
    /** Personal data of cast or crew go into a tool. */
    usesPersonalData: answer,
    /** A model is trained or tuned on material that is not cleared for it. */
    trainsOnUnclearedWork: answer,
    /** The element is prominent in the picture. */
    isProminent: answer,
  })
  .readonly();
export type UseDeclaration = z.infer<typeof useDeclarationSchema>;

/** A use that touches nobody, no model, and about which nothing was said. */
export const UNDECLARED_USE: UseDeclaration = { element: 'other', people: [], models: [] };
