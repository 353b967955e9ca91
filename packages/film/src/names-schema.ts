import { z } from 'zod';
import { BacklotError } from './backlot-error.ts';
import { parseFileName, parseRelativePath, parseShotCode, parseSlug } from './names.ts';

/** A production's slug, as `parseSlug` reads it. */
export const slugSchema = named(parseSlug);
/** A shot code such as `sq010/sh0040`, kept as text, as `parseShotCode` reads it. */
export const shotCodeSchema = named(parseShotCode);
/** One safe file name, as `parseFileName` reads it. */
export const fileNameSchema = named(parseFileName);
/** A safe `/`-separated relative path, as `parseRelativePath` reads it. */
export const relativePathSchema = named(parseRelativePath);

function named(parse: (value: string) => unknown): z.ZodString {
  return z.string().superRefine((value, context) => {
    try {
      parse(value);
    } catch (error) {
      if (!(error instanceof BacklotError)) throw error;
      context.addIssue({ code: 'custom', message: error.message.replace(/^[^:]*: /, '') });
    }
  });
}
