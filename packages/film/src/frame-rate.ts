import { z } from 'zod';
import { BacklotError } from './backlot-error.ts';

/** Frames per second as an exact fraction: 24000/1001, 25/1. Numerator and denominator are positive integers in lowest terms. */
export interface FrameRate {
  readonly numerator: number;
  readonly denominator: number;
}

const NTSC_ALIASES: Readonly<Record<string, FrameRate>> = {
  '23.976': { numerator: 24000, denominator: 1001 },
  '23.98': { numerator: 24000, denominator: 1001 },
  '29.97': { numerator: 30000, denominator: 1001 },
  '47.952': { numerator: 48000, denominator: 1001 },
  '59.94': { numerator: 60000, denominator: 1001 },
  '119.88': { numerator: 120000, denominator: 1001 },
};

/**
 * Reads `24`, `"24000/1001"` or a customary NTSC decimal (`23.976`, `29.97`, `59.94`).
 * @throws BacklotError `FRAME_RATE_INVALID` when it is none of these or outside 1..1000 frames per second.
 */
export function parseFrameRate(value: string | number): FrameRate {
  const text = String(value).trim();
  const alias = NTSC_ALIASES[text];
  if (alias) return alias;
  const match = /^(\d{1,9})(?:\/(\d{1,9}))?$/.exec(text);
  const numerator = Number(match?.[1]);
  const denominator = Number(match?.[2] ?? 1);
  const rate = numerator / denominator;
  if (!match || !(rate >= 1 && rate <= 1000)) {
    throw new BacklotError(
      'FRAME_RATE_INVALID',
      `Frame rate: expected a whole number or a fraction such as 24000/1001, got "${text}"`,
      {
        hint: 'Write 24, 25 or "24000/1001".',
      },
    );
  }
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** `24000/1001`, or `25` where the rate is whole. `parseFrameRate` reads it back. */
export function formatFrameRate(rate: FrameRate): string {
  return rate.denominator === 1 ? String(rate.numerator) : `${rate.numerator}/${rate.denominator}`;
}

/** Seconds from the first frame to the start of `frame`; exact in the rational, rounded once. */
export function secondsAtFrame(rate: FrameRate, frame: number): number {
  return (frame * rate.denominator) / rate.numerator;
}

/** A frame rate in a set-up file: number or string in, exact fraction out. */
export const frameRateSchema = z.union([z.string(), z.number()]).transform((value, context): FrameRate => {
  try {
    return parseFrameRate(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
