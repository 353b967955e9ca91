import { BacklotError } from '@backlot/film';

/** The error for a slug that names no production. */
export function productionNotFound(slug: string): BacklotError {
  return new BacklotError('PRODUCTION_NOT_FOUND', `Production "${slug}": there is none with this name`, {
    hint: 'List what there is with "backlot production list", or create it.',
  });
}
