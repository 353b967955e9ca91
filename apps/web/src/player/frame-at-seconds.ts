import type { FrameRate } from '@backlot/film';

/**
 * The frame, counted from 0, that is on screen at a media time in seconds. A decoder's times are rounded to
 * microseconds, so a time just short of a frame's start still belongs to that frame.
 */
export function frameAtSeconds(rate: FrameRate, seconds: number): number {
  const exact = (seconds * rate.numerator) / rate.denominator;
  return Math.max(0, Math.floor(exact + ROUNDING_FRAMES));
}

/** A hundredth of a frame: 0.4 ms at 24 fps, far above the rounding and far below a frame. */
const ROUNDING_FRAMES = 0.01;
