import { z } from 'zod';

/**
 * IPTC digital source types in use (NewsCodes `digitalsourcetype`); `digitalArt` and `minorHumanEdits` are retired and
 * refused. The engine that signs takes any text, so the check is ours.
 */
export const digitalSourceTypeSchema = z.enum([
  'algorithmicMedia',
  'algorithmicallyEnhanced',
  'compositeCapture',
  'compositeSynthetic',
  'compositeWithTrainedAlgorithmicMedia',
  'dataDrivenMedia',
  'digitalCapture',
  'digitalCreation',
  'humanEdits',
  'negativeFilm',
  'positiveFilm',
  'print',
  'screenCapture',
  'trainedAlgorithmicMedia',
  'virtualRecording',
]);
export type DigitalSourceType = z.infer<typeof digitalSourceTypeSchema>;

/** The type as Content Credentials write it. */
export function digitalSourceTypeUri(type: DigitalSourceType): string {
  return `http://cv.iptc.org/newscodes/digitalsourcetype/${type}`;
}
