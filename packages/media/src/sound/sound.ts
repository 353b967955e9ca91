/** PCM sound as it is at the edge: one array a channel, all of one length, -1..1. */
export interface Sound {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
}

/** Samples of each channel. */
export function sampleCountOf({ channels }: Sound): number {
  return channels[0]?.length ?? 0;
}

/** How long it plays. */
export function secondsOf(sound: Sound): number {
  return sampleCountOf(sound) / sound.sampleRateHz;
}
