import { z } from 'zod';

/** Words that point to a person. `start` and `end` count UTF-16 units of the text they were found in. */
export const wordsFindingSchema = z
  .strictObject({
    outcome: z.enum(['ask', 'stop']),
    /** Where it was found: `name of plate`, `prompt`. */
    where: z.string(),
    text: z.string(),
    start: z.int().nonnegative(),
    end: z.int().nonnegative(),
    person: z.string(),
    why: z.string(),
  })
  .readonly();
export type WordsFinding = z.infer<typeof wordsFindingSchema>;

/** A face that inspection saw: in what was generated or altered, or in the plate. */
export const faceFindingSchema = z
  .strictObject({
    /**
     * `refused`: someone on file without consent. `question`: matches nobody with consent, or nothing could be looked
     * at; a person answers before anything is kept. `unclear`: too small, turned away or blurred to be compared; a person
     * answers too. `fleeting`: the same, but gone in the frames beside it; a note, which holds nothing. `in-plate`: somebody
     * whom the plate shows, as it was shot.
     */
    verdict: z.enum(['consented', 'question', 'refused', 'unclear', 'fleeting', 'in-plate']),
    frame: z.int().nonnegative(),
    /** File of the take that was looked at, by its name: the film, the frame or the variant. */
    file: z.string().exactOptional(),
    /** Where in the frame, as shares 0..1 of its width and height; absent where nothing could be looked at. */
    area: z
      .strictObject({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
      .readonly()
      .exactOptional(),
    performer: z.string().exactOptional(),
    name: z.string().exactOptional(),
    similarity: z.number().exactOptional(),
    why: z.string(),
  })
  .readonly();
export type FaceFinding = z.infer<typeof faceFindingSchema>;

/** A work on file, licensed to nobody here, that inspection saw in what a model made. */
export const likenessFindingSchema = z
  .strictObject({
    /** `same`: the whole work. `part-of`: a part of it, or it as a part. `not-looked-at`: there were pictures that could not be. */
    kind: z.enum(['same', 'part-of', 'not-looked-at']),
    /** File of the take, by its name. */
    file: z.string().min(1),
    frame: z.int().nonnegative(),
    work: z.string().exactOptional(),
    title: z.string().exactOptional(),
    owner: z.string().exactOptional(),
    /** How sure, 0.5..1. */
    score: z.number().exactOptional(),
    why: z.string(),
  })
  .readonly();
export type LikenessFinding = z.infer<typeof likenessFindingSchema>;
