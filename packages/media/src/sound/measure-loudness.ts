import { deterministicMath } from '@backlot/kernels';
import { type Biquad, filterBiquads } from './biquad.ts';
import { type Sound, sampleCountOf } from './sound.ts';

/** The K-weighting of ITU-R BS.1770-4 at 48 kHz: its tables 1 and 2. */
const K_WEIGHTING: readonly Biquad[] = [
  [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
  [1, -2, 1, -1.99004745483398, 0.99007225036621],
];
const RATE_HZ = 48_000;
/** Gating blocks of 400 ms, one every 100 ms. */
const [BLOCK, STEP] = [RATE_HZ * 0.4, RATE_HZ * 0.1];
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
/** What surround channels count for, +1.5 dB; the LFE does not count. */
const SURROUND_WEIGHT = 1.41;

/**
 * Integrated loudness in LUFS by ITU-R BS.1770-4 and EBU R 128: K-weighted, gated at −70 LUFS and 10 LU below. −Infinity where
 * nothing passes the gates or there is less than one block. Six channels are L, R, C, LFE, Ls, Rs; of others each counts once.
 * Throws a RangeError for rates other than 48 kHz.
 */
export function measureLoudness(sound: Sound): number {
  if (sound.sampleRateHz !== RATE_HZ) throw new RangeError(`Loudness: expected 48000 Hz, got ${sound.sampleRateHz}`);
  const blocks = blockPowers(sound);
  const loud = blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS);
  const gate = toLufs(mean(loud)) + RELATIVE_GATE_LU;
  return toLufs(mean(loud.filter((power) => toLufs(power) > gate)));
}

function blockPowers(sound: Sound): number[] {
  const count = Math.max(0, Math.floor((sampleCountOf(sound) - BLOCK) / STEP) + 1);
  const powers = new Array<number>(count).fill(0);
  for (const [index, channel] of sound.channels.entries()) {
    const weight = weightOf(index, sound.channels.length);
    if (weight === 0) continue;
    const weighted = filterBiquads(channel, K_WEIGHTING);
    const steps = stepEnergies(weighted);
    for (let block = 0; block < count; block++) {
      let energy = 0;
      for (let step = block; step < block + BLOCK / STEP; step++) energy += steps[step] ?? 0;
      powers[block] = (powers[block] ?? 0) + (weight * energy) / BLOCK;
    }
  }
  return powers;
}

function stepEnergies(samples: Float32Array): Float64Array {
  const energies = new Float64Array(Math.floor(samples.length / STEP));
  for (let step = 0; step < energies.length; step++) {
    let energy = 0;
    for (let n = step * STEP; n < (step + 1) * STEP; n++) {
      const value = samples[n] as number;
      energy += value * value;
    }
    energies[step] = energy;
  }
  return energies;
}

function weightOf(index: number, channels: number): number {
  if (channels !== 6) return 1;
  return index === 3 ? 0 : index > 3 ? SURROUND_WEIGHT : 1;
}

function toLufs(power: number): number {
  return power > 0 ? -0.691 + (10 * deterministicMath.log(power)) / Math.LN10 : Number.NEGATIVE_INFINITY;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
