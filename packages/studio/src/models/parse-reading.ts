import { type BriefReading, briefReadingSchema } from '@backlot/film';

/** What a model answered to a brief; undefined where it is not of the form that was asked for. */
export function parseReading(text: string): BriefReading | undefined {
  try {
    return briefReadingSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
