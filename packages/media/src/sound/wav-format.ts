/** What the words of a `fmt ` chunk mean (Microsoft, Multimedia Programming Interface 1.0; WAVEFORMATEXTENSIBLE). */
export const WAV_CODES = { pcm: 1, float: 3, extensible: 0xfffe } as const;

/** A size that a writer to a pipe leaves in a chunk whose end it did not know. */
export const UNKNOWN_SIZE = 0xffff_ffff;

/** Whole steps between 0 and full scale. */
export function fullScaleOf(bitsPerSample: number): number {
  return 2 ** (bitsPerSample - 1);
}
