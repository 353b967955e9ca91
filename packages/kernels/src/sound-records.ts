/** Channels of a sound field: L, R, C, Ls, Rs. */
export const SOUND_FIELD_CHANNELS = 5;

/** One damped sine: amplitude · r^n · sin(n ω). */
export interface SoundMode {
  /** r·cos ω and r·sin ω, ω in radians a sample. */
  readonly turn: readonly [cos: number, sin: number];
  readonly amplitude: number;
  /** Samples until it is no longer heard. */
  readonly length: number;
}

/** Something that sounds once. Shapes of time are in samples. */
export interface SoundStrike {
  /** Sample of its onset; what begins before the field or after it is passed over. */
  readonly start: number;
  readonly modes: readonly SoundMode[];
  /** Noise that dies away; `lowPass` and `highPass` are one-pole coefficients 0..1. */
  readonly burst: {
    readonly amplitude: number;
    readonly length: number;
    /** Level over the level a sample before. */
    readonly fade: number;
    readonly lowPass: number;
    readonly highPass: number;
    readonly seed: number;
  };
  /** For each channel of the field. */
  readonly gains: readonly number[];
}

/** Noise in a band that follows an envelope. */
export interface NoiseBed {
  readonly channel: number;
  /** Level every `hopSamples`, drawn straight between. */
  readonly envelope: Float32Array;
  readonly hopSamples: number;
  /** b0 b1 b2 a1 a2 of two biquads. */
  readonly coefficients: Float64Array;
  readonly seed: number;
}

/** One wall's echo of everything, in one channel. */
export interface EarlyEcho {
  readonly channel: number;
  readonly delaySamples: number;
  readonly gain: number;
  /** One-pole coefficient 0..1. */
  readonly lowPass: number;
}

/** A line of the feedback delay network. */
export interface ReverbLine {
  readonly delaySamples: number;
  readonly feedback: number;
  /** One-pole coefficient 0..1; 1 leaves it bright. */
  readonly lowPass: number;
  readonly gains: readonly number[];
}

/** Lines that a reverb has; with any other number there is none. */
export const REVERB_LINES = 8;

// Words (32 bits) of the records that assembly/sound reads.
const [STRIKE_WORDS, MODE_WORDS, LINE_WORDS] = [16, 4, 8];

/** Lays strikes out for the kernel. */
export function packStrikes(strikes: readonly SoundStrike[]): {
  readonly records: Float32Array;
  readonly modes: Float32Array;
  /** Samples of the longest strike. */
  readonly longest: number;
} {
  const records = new Float32Array(strikes.length * STRIKE_WORDS);
  const whole = new Int32Array(records.buffer);
  const modes = new Float32Array(strikes.reduce((sum, strike) => sum + strike.modes.length, 0) * MODE_WORDS);
  const wholeModes = new Int32Array(modes.buffer);
  let [mode, longest] = [0, 0];
  for (const [index, { start, modes: own, burst, gains }] of strikes.entries()) {
    const at = index * STRIKE_WORDS;
    const length = own.reduce((most, each) => Math.max(most, each.length), burst.length);
    whole.set([start, mode, own.length, length, burst.length], at);
    records.set([burst.amplitude, burst.fade, burst.lowPass, burst.highPass], at + 5);
    whole[at + 9] = burst.seed;
    records.set(gains.slice(0, SOUND_FIELD_CHANNELS), at + 10);
    for (const each of own) {
      modes.set([each.turn[0], each.turn[1], each.amplitude], mode * MODE_WORDS);
      wholeModes[mode * MODE_WORDS + 3] = each.length;
      mode += 1;
    }
    longest = Math.max(longest, length);
  }
  return { records, modes, longest };
}

/** Lays the lines of a reverb out for the kernel. */
export function packReverb(lines: readonly ReverbLine[]): Float32Array {
  const records = new Float32Array(lines.length * LINE_WORDS);
  const whole = new Int32Array(records.buffer);
  for (const [index, line] of lines.entries()) {
    whole[index * LINE_WORDS] = line.delaySamples;
    records.set([line.feedback, line.lowPass, ...line.gains.slice(0, SOUND_FIELD_CHANNELS)], index * LINE_WORDS + 1);
  }
  return records;
}
