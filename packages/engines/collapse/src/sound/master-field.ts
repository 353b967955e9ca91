import { type Biquad, filterBiquads, masterLoudness, type Sound } from '@backlot/media';
import { butterworth } from './band-filter.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** Below this no loudspeaker plays, and headroom is lost. */
const LOWEST_HZ = 16;
/** What an LFE carries lies below. */
const LFE_HZ = 100;
/** An LFE is played back 10 dB louder than the others, so that it is recorded that much lower. */
const LFE_GAIN = 0.316;
const MINUS_3_DB = Math.SQRT1_2;

/** The channels of a composed field as files have them. */
export interface MasterOptions {
  /** Integrated loudness to reach; absent: full scale stays 130 dB SPL at the camera. */
  readonly loudnessLufs?: number | undefined;
}

/** Left and right: a downmix as ITU-R BS.775 has it, its true peaks at −1 dB or below. */
export function masterStereo(field: readonly Float32Array[], options: MasterOptions): Sound {
  const [left, right, centre, leftBack, rightBack] = cleanField(field);
  return master([mix(left, [centre, leftBack]), mix(right, [centre, rightBack])], options);
}

/** L, R, C, LFE, Ls, Rs, true peaks at −1 dB or below. */
export function masterSurround(field: readonly Float32Array[], options: MasterOptions): Sound {
  const [left, right, centre, leftBack, rightBack] = cleanField(field);
  const deep = butterworth('low-pass', LFE_HZ);
  const all = left.map(
    (value, n) => LFE_GAIN * (value + at(right, n) + at(centre, n) + at(leftBack, n) + at(rightBack, n)),
  );
  return master([left, right, centre, filterBiquads(all, [deep, deep], all), leftBack, rightBack], options);
}

type Field = readonly [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];

function cleanField(field: readonly Float32Array[]): Field {
  const floor: readonly Biquad[] = [butterworth('high-pass', LOWEST_HZ)];
  const [left, right, centre, leftBack, rightBack] = field.map((channel) => filterBiquads(channel, floor));
  if (!left || !right || !centre || !leftBack || !rightBack) throw new RangeError('A field has five channels');
  return [left, right, centre, leftBack, rightBack];
}

function mix(main: Float32Array, others: readonly Float32Array[]): Float32Array {
  return main.map((value, n) => others.reduce((sum, other) => sum + MINUS_3_DB * at(other, n), value));
}

function master(channels: readonly Float32Array[], { loudnessLufs }: MasterOptions): Sound {
  const sound = { sampleRateHz: SAMPLE_RATE_HZ, channels };
  return masterLoudness(sound, loudnessLufs === undefined ? {} : { loudnessLufs });
}

function at(samples: Float32Array, n: number): number {
  return samples[n] ?? 0;
}
