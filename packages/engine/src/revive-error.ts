import { BacklotError } from '@backlot/film';

/**
 * A BacklotError that crossed threads, and lost its class there, as a BacklotError again; anything else, also the reason
 * of an abort, as it is.
 */
export function reviveError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BacklotError || error.name !== 'BacklotError') return error;
  const { code, hint, details }: Error & Partial<Pick<BacklotError, 'code' | 'hint' | 'details'>> = error;
  if (typeof code !== 'string') return error;
  return new BacklotError(code, error.message, {
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  });
}
