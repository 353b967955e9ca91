import type { Sound } from '../sound/sound.ts';

/** What a mark in sound would be: put in and read back like the one in pictures, with the same payload. */
export interface SoundMark {
  /** Marks in place; false where this mark leaves sound as it is. */
  mark(sound: Sound, payload: Uint8Array): boolean;
  /** The payload, or undefined where there is none. */
  detect(sound: Sound): Uint8Array | undefined;
}

/**
 * The place for a sound mark: none is built yet, so it marks nothing and finds nothing. `markVideo` copies a video's sound
 * packet by packet; sound files carry their seal beside them and no mark. One that hears no mark must not claim any.
 */
export const soundMark: SoundMark = {
  mark: () => false,
  detect: () => undefined,
};
