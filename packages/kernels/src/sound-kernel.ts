import { loadKernel } from './load-kernel.ts';
import {
  type EarlyEcho,
  type NoiseBed,
  packReverb,
  packStrikes,
  REVERB_LINES,
  type ReverbLine,
  SOUND_FIELD_CHANNELS,
  type SoundStrike,
} from './sound-records.ts';

/** Five channels of sound (L, R, C, Ls, Rs) that strikes, noise and the street's echoes are added to. */
export interface SoundField {
  addStrikes(strikes: readonly SoundStrike[]): void;
  addNoise(bed: NoiseBed): void;
  /** Adds walls' echoes of what sounds so far, then the tail of all of it. */
  addStreet(street: { readonly echoes: readonly EarlyEcho[]; readonly reverb: readonly ReverbLine[] }): void;
  /** Copies of the channels. */
  read(): Float32Array[];
}

/** Strikes are handed over in parts, so that their records need no more memory than this many. */
const STRIKES_AT_ONCE = 2048;

/** A silent field of `samples` in a memory of its own. Same calls, same bytes on every machine. */
export function createSoundField(samples: number): SoundField {
  const { memory, call } = loadKernel('sound');
  const take = (bytes: number): number => {
    const address = call('arenaTake')(bytes) >>> 0;
    if (address === 0) throw new RangeError(`Sound kernel: no memory for ${bytes} more bytes`);
    return address;
  };
  const put = (words: Float32Array | Float64Array): number => {
    const address = take(words.byteLength);
    new Uint8Array(memory.buffer, address, words.byteLength).set(
      new Uint8Array(words.buffer, words.byteOffset, words.byteLength),
    );
    return address;
  };
  const pitch = (samples * 4 + 63) & ~15;
  const base = take(pitch * SOUND_FIELD_CHANNELS);
  const channelAt = (channel: number): number => base + channel * pitch;
  const floats = (address: number): Float32Array => new Float32Array(memory.buffer, address, samples);
  // What a call needs lies behind the channels, and is given back after it.
  const during = (run: () => void): void => {
    call('arenaReset')();
    take(pitch * SOUND_FIELD_CHANNELS);
    run();
  };
  return {
    addStrikes(strikes) {
      for (let first = 0; first < strikes.length; first += STRIKES_AT_ONCE) {
        const part = strikes.slice(first, first + STRIKES_AT_ONCE);
        during(() => {
          const { records, modes, longest } = packStrikes(part);
          const [recordsAt, modesAt] = [put(records), put(modes)];
          call('addStrikes')(base, pitch, samples, recordsAt, part.length, modesAt, take((longest + 16) * 4));
        });
      }
    },
    addNoise({ channel, envelope, hopSamples, coefficients, seed }) {
      during(() => {
        const [at, filters] = [put(envelope), put(coefficients)];
        call('addNoiseBed')(channelAt(channel), samples, at, envelope.length, hopSamples, filters, seed);
      });
    },
    addStreet({ echoes, reverb }) {
      during(() => {
        const dry = take(samples * 4);
        sumInto(floats(dry), channelsOf());
        for (const { channel, delaySamples, gain, lowPass } of echoes) {
          call('addTap')(dry, channelAt(channel), samples, delaySamples, gain, lowPass);
        }
        if (reverb.length !== REVERB_LINES) return;
        const lines = put(packReverb(reverb));
        const delayFloats = reverb.reduce((sum, line) => sum + line.delaySamples, 0);
        call('addReverb')(dry, base, pitch, samples, lines, take(delayFloats * 4), delayFloats);
      });
    },
    read: () => channelsOf().map((channel) => channel.slice()),
  };

  function channelsOf(): Float32Array[] {
    return Array.from({ length: SOUND_FIELD_CHANNELS }, (_, channel) => floats(channelAt(channel)));
  }
}

function sumInto(sum: Float32Array, channels: readonly Float32Array[]): void {
  sum.fill(0);
  for (const channel of channels) {
    for (let n = 0; n < sum.length; n++) sum[n] = (sum[n] as number) + (channel[n] as number);
  }
}
