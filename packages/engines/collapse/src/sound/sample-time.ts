import type { FrameRate } from '@backlot/film';

/** Sound of a take is made and kept at this rate, the one of film and television. */
export const SAMPLE_RATE_HZ = 48_000;

/**
 * The sample at which a moment of the film lies; `frames` counts from the first frame's start and may have a fraction. Whole
 * frames are exact for any rational rate: frame 10,000 at 24000/1001 is sample 20,020,000.
 */
export function sampleAtFrame(frames: number, { numerator, denominator }: FrameRate): number {
  return Math.round((frames * SAMPLE_RATE_HZ * denominator) / numerator);
}
