import type { Sound } from './sound.ts';
import { soundUnreadable } from './sound-unreadable.ts';

/** An hour of stereo at 48 kHz: about 1.4 GB. Whoever makes takes needs minutes. */
const MOST_VALUES = 48_000 * 2 * 3600;

/** Joins interleaved pieces of one stream; undefined where none came. @throws BacklotError `SOUND_UNREADABLE` */
export function joinSoundPieces(name: string): {
  readonly add: (piece: Float32Array, about: { readonly sampleRateHz: number; readonly channelCount: number }) => void;
  readonly finish: () => Sound | undefined;
} {
  const pieces: Float32Array[] = [];
  let [values, sampleRateHz, channelCount] = [0, 0, 0];
  return {
    add(piece, about) {
      if (pieces.length === 0) ({ sampleRateHz, channelCount } = about);
      if (about.sampleRateHz !== sampleRateHz || about.channelCount !== channelCount)
        throw soundUnreadable(name, 'its rate or channels change on the way');
      values += piece.length;
      if (values > MOST_VALUES) throw soundUnreadable(name, 'it is longer than an hour');
      pieces.push(piece);
    },
    finish() {
      if (values === 0) return undefined;
      const count = values / channelCount;
      const channels = Array.from({ length: channelCount }, () => new Float32Array(count));
      let at = 0;
      for (const piece of pieces) {
        for (let i = 0; i < piece.length; i++) {
          const channel = channels[i % channelCount] as Float32Array;
          channel[at + (i - (i % channelCount)) / channelCount] = piece[i] as number;
        }
        at += piece.length / channelCount;
      }
      return { sampleRateHz, channels };
    },
  };
}
