import { z } from 'zod';

const sentenceSchema = z.string().trim().min(1).max(2000);

/** A shot as a model understood it from a brief: a proposal for the form of a new take, and nothing that is run. */
const proposedShotSchema = z
  .strictObject({
    description: sentenceSchema,
    durationS: z.number().positive().max(600).exactOptional(),
    /** Lens, movement, height, in words. */
    camera: sentenceSchema.exactOptional(),
    /** People, things and places that are seen. */
    subjects: z.array(z.string().trim().min(1).max(200)).max(50).readonly(),
    /** What must not be seen. */
    negative: sentenceSchema.exactOptional(),
  })
  .readonly();

/** What a model read in a brief: shots to propose, and what it would have to ask. */
export const briefReadingSchema = z
  .strictObject({
    shots: z.array(proposedShotSchema).max(100).readonly(),
    questions: z.array(sentenceSchema).max(50).readonly(),
  })
  .readonly();
export type BriefReading = z.infer<typeof briefReadingSchema>;

/** A brief that somebody wants read, and the card of the model that is to read it. */
export const briefRequestSchema = z
  .strictObject({ card: z.string().min(1).max(100), text: z.string().trim().min(1).max(20_000) })
  .readonly();
export type BriefRequest = z.infer<typeof briefRequestSchema>;
