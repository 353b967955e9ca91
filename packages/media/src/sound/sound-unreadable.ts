import { BacklotError } from '@backlot/film';

/** What cannot be heard, and why. */
export function soundUnreadable(name: string, why: string, cause?: unknown): BacklotError {
  return new BacklotError('SOUND_UNREADABLE', `Sound ${name}: ${why}`, {
    hint: 'Export it again, as WAV with 16 or 24 bits a sample.',
    ...(cause === undefined ? {} : { cause }),
  });
}
