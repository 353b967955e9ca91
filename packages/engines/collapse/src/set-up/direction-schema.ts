import { z } from 'zod';
import { selectionFields, worldBoxSchema } from './selection-schema.ts';

const frame = z.number().min(0).max(10_000);

const timeWarpSchema = z
  .array(
    z
      .strictObject({
        frame,
        /** Speed of the simulation's clock: 1 as in life, 0 stands still. */
        speed: z.number().min(0).max(4),
      })
      .readonly(),
  )
  .max(64)
  .readonly()
  .refine(
    (keys) => keys.every((key, i) => i === 0 || key.frame > (keys[i - 1]?.frame ?? 0)),
    'timeWarp is in the order of its frames.',
  );

const holdSchema = z
  .strictObject({
    ...selectionFields,
    /** The part falls from this frame on; without it, never. */
    untilFrame: frame.optional(),
  })
  .readonly();

const strengthBoxSchema = z
  .strictObject({
    withinM: worldBoxSchema,
    /** Times the usual strength. */
    factor: z.number().min(0.05).max(20),
  })
  .readonly();

/** What a director asks of the fall, beyond physics. */
export const directionSchema = z
  .strictObject({
    /** Speed of the simulation's clock at frames of the film, smooth between them; the first and last hold on. */
    timeWarp: timeWarpSchema.default([]),
    /** Parts that stay up. */
    holds: z.array(holdSchema).max(64).readonly().default([]),
    /** Weaker and stronger places, one on another where boxes overlap. */
    strength: z.array(strengthBoxSchema).max(256).readonly().default([]),
  })
  .readonly();

export type DirectionParameters = z.output<typeof directionSchema>;
export type TimeWarpKey = DirectionParameters['timeWarp'][number];
