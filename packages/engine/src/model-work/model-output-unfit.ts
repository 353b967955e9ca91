import { BacklotError } from '@backlot/film';

/** What a model made, and why the take cannot be made of it. `hint` defaults to asking again. */
export function modelOutputUnfit(
  call: string,
  why: string,
  {
    hint = 'Ask for a new take, or choose another model.',
    cause,
  }: { readonly hint?: string; readonly cause?: unknown } = {},
): BacklotError {
  const options = { hint, details: { call }, ...(cause === undefined ? {} : { cause }) };
  return new BacklotError('MODEL_OUTPUT_UNFIT', `Model call "${call}": ${why}`, options);
}
