import { BacklotError } from '@backlot/film';

/** What is never marked, and why. */
export function markRefused(path: string, why: string, hint: string): BacklotError {
  return new BacklotError('MARK_REFUSED', `No mark for ${path}: ${why}`, { hint });
}
