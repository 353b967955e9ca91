import { deterministicMath } from '@backlot/kernels';
import { type Sound, sampleCountOf } from './sound.ts';

/** Between two samples, so many are looked at (ITU-R BS.1770-4, annex 2). */
const PHASES = 4;
/** Taps of each phase. */
const TAPS = 12;

/** A Kaiser-windowed sinc, split into the phases between samples; each phase's taps add up to 1. */
const PHASE_TAPS: readonly Float64Array[] = Array.from({ length: PHASES }, (_, phase) => phaseTaps(phase / PHASES));

/** The highest magnitude that a sound has between its samples, as a factor of full scale; 4 times oversampled. */
export function measureTruePeak(sound: Sound): number {
  return truePeaks(sound).reduce((highest, peak) => Math.max(highest, peak), 0);
}

/** For each sample the highest magnitude of any channel from it up to the next. */
export function truePeaks(sound: Sound): Float32Array {
  const peaks = new Float32Array(sampleCountOf(sound));
  for (const channel of sound.channels) {
    for (let n = 0; n < channel.length; n++) {
      let peak = Math.max(peaks[n] as number, Math.abs(channel[n] as number));
      for (let phase = 1; phase < PHASES; phase++) {
        peak = Math.max(peak, Math.abs(between(channel, n, PHASE_TAPS[phase] as Float64Array)));
      }
      peaks[n] = peak;
    }
  }
  return peaks;
}

function between(channel: Float32Array, n: number, taps: Float64Array): number {
  const first = n - TAPS / 2 + 1;
  let sum = 0;
  for (let tap = 0; tap < TAPS; tap++) sum += (channel[first + tap] ?? 0) * (taps[tap] as number);
  return sum;
}

function phaseTaps(share: number): Float64Array {
  const taps = new Float64Array(TAPS);
  let total = 0;
  for (let tap = 0; tap < TAPS; tap++) {
    const x = tap - (TAPS / 2 - 1) - share;
    const sinc = x === 0 ? 1 : deterministicMath.sin(Math.PI * x) / (Math.PI * x);
    taps[tap] = sinc * kaiser(x / (TAPS / 2));
    total += taps[tap] as number;
  }
  return taps.map((tap) => tap / total);
}

/** β = 5: ripples of a tenth of a decibel up to 20 kHz. */
function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : besselI0(5 * Math.sqrt(1 - x * x)) / besselI0(5);
}

function besselI0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; k < 30; k++) {
    const ratio = x / (2 * k);
    term *= ratio * ratio;
    sum += term;
  }
  return sum;
}
