import type { ModelAnswer, ModelOutput } from '@backlot/engine';
import { isRounding, modelOutputUnfit } from '@backlot/engine/model-work';
import { BacklotError } from '@backlot/film';
import { fitPicture, inspectPicture, readPicture, type SourcedPicture } from '@backlot/media';

/** The picture that a call came back with, and its file as it came. */
export interface AnsweredPicture {
  readonly picture: SourcedPicture;
  readonly original: ModelOutput;
}

/**
 * Reads the first picture of an answer: decodable, finite, not black, of the size that was asked for or so near that a
 * model's rounding explains it; then it is fitted.
 * @throws BacklotError `MODEL_OUTPUT_UNFIT`
 */
export async function readAnswer(
  call: string,
  { outputs }: ModelAnswer,
  size: { readonly widthPx: number; readonly heightPx: number },
): Promise<AnsweredPicture> {
  const original = outputs.find(({ mediaType }) => mediaType.startsWith('image/'));
  if (!original) {
    const got = outputs.map(({ mediaType }) => mediaType).join(', ') || 'nothing';
    throw modelOutputUnfit(call, `expected a picture, got ${got}`);
  }
  const picture = await readPicture(original.path, { name: original.name }).catch((cause: unknown) => {
    if (!(cause instanceof BacklotError)) throw cause;
    throw modelOutputUnfit(call, cause.message, { hint: 'Let the model answer with PNG, JPEG or EXR.', cause });
  });
  const problem = inspectPicture(picture).find(({ severity }) => severity === 'error');
  if (problem) throw modelOutputUnfit(call, problem.message);
  if (!isRounding(picture, size)) {
    const { widthPx, heightPx } = size;
    throw modelOutputUnfit(call, `expected ${widthPx} × ${heightPx} px, got ${picture.widthPx} × ${picture.heightPx}`, {
      hint: 'Ask for a size that this model makes.',
    });
  }
  return { picture: { ...fitPicture(picture, size), source: picture.source }, original };
}
