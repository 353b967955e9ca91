import { z } from 'zod';
import { personSchema } from './person.ts';

const unit = z.number().min(0).max(1);

/** A drawn line: points from the picture's top left (0, 0) to its bottom right (1, 1), so that it fits any size. */
export const strokeSchema = z
  .strictObject({
    points: z
      .array(z.tuple([unit, unit]).readonly())
      .min(1)
      .max(4000)
      .readonly(),
    /** `#rrggbb` */
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
    /** Width of the pen as a fraction of the picture's width. */
    width: z.number().positive().max(0.2),
  })
  .readonly();
export type Stroke = z.infer<typeof strokeSchema>;

const content = {
  decision: z.enum(['approve', 'reject', 'note']),
  /** Counted from 0 within the take; absent where the review is of the whole. */
  frame: z.int().nonnegative().max(10_000_000).exactOptional(),
  text: z.string().max(10_000),
  strokes: z.array(strokeSchema).max(500).readonly(),
};

/** What a reviewer sends: `text` and `strokes` may be left out. A note must say or draw something. */
export const reviewRequestSchema = z
  .strictObject({ ...content, text: content.text.default(''), strokes: content.strokes.default([]) })
  .refine((review) => review.decision !== 'note' || review.text.trim() !== '' || review.strokes.length > 0, {
    path: ['text'],
    message: 'expected words or a drawing',
  })
  .readonly();
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** A reviewer's approval, rejection or note on a take, kept for ever. */
export const reviewSchema = z
  .strictObject({
    id: z.string().min(1),
    takeId: z.string().min(1),
    ...content,
    by: personSchema,
    at: z.iso.datetime(),
  })
  .readonly();
export type Review = z.infer<typeof reviewSchema>;
