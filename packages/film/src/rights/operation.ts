import { z } from 'zod';

/**
 * What may be done with a person's likeness, voice or performance.
 * - `cosmetic`: customary finishing (make-up, wardrobe, noise, timing, continuity)
 * - `re-age`: made younger or older
 * - `performance-change`: what they did or said is changed, visual ADR included
 * - `face-replacement`: their face on another body, or another's face on theirs
 * - `replica`: a digital replica performs
 * - `likeness-in-design`: concept art, boards, previz that show them
 * - `voice-synthesis`: words they never spoke; `dub`: their voice in another language
 * - `scan`: body or face captured; `training`: a model learns from them
 */
export const operationSchema = z.enum([
  'cosmetic',
  're-age',
  'performance-change',
  'face-replacement',
  'replica',
  'likeness-in-design',
  'voice-synthesis',
  'dub',
  'scan',
  'training',
]);
export type Operation = z.infer<typeof operationSchema>;
