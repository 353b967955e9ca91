import type { SourceTake } from '@backlot/engine';
import { z } from 'zod';

/** What of a collapse set-up says how its files are numbered and encoded. */
const takeOutputSchema = z.object({
  output: z.object({ firstFrame: z.int().optional(), prores: z.boolean().optional() }).optional(),
});

/** `output` as the take has it whose composite is finished; fields that are given stay as they are. */
export function completeParameters(
  given: Readonly<Record<string, unknown>>,
  { composite }: Readonly<Record<string, SourceTake>>,
): Readonly<Record<string, unknown>> {
  if (!composite) return given;
  const { widthPx, heightPx, durationFrames, frameRate, stillFrames = 0 } = composite.picture;
  const { firstFrame, prores } = takeOutputSchema.safeParse(composite.parameters).data?.output ?? {};
  const output = {
    widthPx,
    heightPx,
    durationFrames,
    frameRate: `${frameRate.numerator}/${frameRate.denominator}`,
    stillFrames: Math.min(stillFrames, durationFrames),
    ...(firstFrame === undefined ? {} : { firstFrame }),
    ...(prores === undefined ? {} : { prores }),
  };
  const own = typeof given.output === 'object' && given.output !== null ? given.output : {};
  return { ...given, output: { ...output, ...own } };
}
