/** PCM sound as it is at the edge: one array a channel, -1..1. */
export interface Sound {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
}

/** What a mark in sound would be: put in and read back like the one in pictures, with the same payload. */
export interface SoundMark {
  /** Marks in place; false where this mark leaves sound as it is. */
  mark(sound: Sound, payload: Uint8Array): boolean;
  /** The payload, or undefined where there is none. */
  detect(sound: Sound): Uint8Array | undefined;
}

/**
 * The place for a sound mark: none is built yet, so it marks nothing and finds nothing. No engine makes sound today; `markVideo`
 * copies a video's sound packet by packet. One that hears no mark must not claim any.
 */
export const soundMark: SoundMark = {
  mark: () => false,
  detect: () => undefined,
};
