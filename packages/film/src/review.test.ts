import { describe, expect, it } from 'vitest';
import { reviewRequestSchema } from './review.ts';

const STROKE = {
  points: [
    [0, 0],
    [1, 0.5],
  ],
  colour: '#ff8800',
  width: 0.004,
};

describe('a review', () => {
  it('approves or rejects without words', () => {
    expect(reviewRequestSchema.parse({ decision: 'approve' })).toEqual({ decision: 'approve', text: '', strokes: [] });
    expect(reviewRequestSchema.parse({ decision: 'reject' }).decision).toBe('reject');
  });

  it('notes in words, in a drawing, on a frame', () => {
    expect(reviewRequestSchema.safeParse({ decision: 'note', frame: 0, text: 'dust too thin' }).success).toBe(true);
    expect(reviewRequestSchema.safeParse({ decision: 'note', frame: 12, strokes: [STROKE] }).success).toBe(true);
  });

  it.each([
    [{ decision: 'note' }],
    [{ decision: 'note', text: '  ' }],
    [{ decision: 'maybe' }],
    [{ decision: 'approve', frame: -1 }],
    [{ decision: 'approve', frame: 1.5 }],
    [{ decision: 'approve', frame: Number.NaN }],
    [{ decision: 'approve', more: 1 }],
    [{ decision: 'approve', text: 'x'.repeat(10_001) }],
    [{ decision: 'note', strokes: [{ ...STROKE, points: [] }] }],
    [{ decision: 'note', strokes: [{ ...STROKE, points: [[0, 1.01]] }] }],
    [{ decision: 'note', strokes: [{ ...STROKE, points: [[0]] }] }],
    [{ decision: 'note', strokes: [{ ...STROKE, colour: 'red;x' }] }],
    [{ decision: 'note', strokes: [{ ...STROKE, width: 0 }] }],
  ])('may not be %j', (review) => {
    expect(reviewRequestSchema.safeParse(review).success).toBe(false);
  });
});
