import { deterministicMath, type SoundMode, type SoundStrike } from '@backlot/kernels';
import { hashIntegers } from '../structure/seeded-random.ts';
import { airAbsorptionDbPerM, airCornerHz } from './air-absorption.ts';
import { FULL_SCALE_PA, fromDecibels, onePole } from './decibels.ts';
import type { HeardPlace } from './listener.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** A tone as it leaves its source. */
export interface Tone {
  readonly frequencyHz: number;
  readonly decayPerS: number;
  /** Pascals at one metre. */
  readonly pressurePa: number;
}

/** Noise as it leaves its source: a crunch, a tick. */
interface Crunch {
  readonly pressurePa: number;
  /** Time in which it falls to 1/e. */
  readonly fadeS: number;
  readonly lowHz: number;
  readonly highHz: number;
}

/** What sounds once, somewhere. */
export interface SoundSource {
  readonly sample: number;
  readonly tones: readonly Tone[];
  readonly crunch: Crunch | undefined;
  readonly seed: number;
}

/** Nobody hears what lies this far below full scale. */
const INAUDIBLE = 4e-6;
/** −60 dB, in e-folds. */
const GONE = 6.9;
const SILENT = { amplitude: 0, length: 0, fade: 0, lowPass: 1, highPass: 0, seed: 0 };

/** Brings a source to the listener: level by distance, later by the way, duller by the air, from its direction. */
export function makeStrike(source: SoundSource, heard: HeardPlace, hasAbsorption: boolean): SoundStrike {
  const wayM = hasAbsorption ? heard.distanceM : 0;
  const start = source.sample + heard.delaySamples;
  // Which way a surface moves first is chance; were it the same for all, thousands of blows would add up to a steady push.
  const level = heard.gain / FULL_SCALE_PA;
  const way = hashIntegers(start, source.seed) & 1 ? 1 : -1;
  return {
    start,
    modes: source.tones.flatMap((tone) => makeMode(tone, level, wayM) ?? []),
    burst: source.crunch ? makeBurst(source.crunch, { level, wayM, seed: source.seed }) : SILENT,
    gains: heard.pan.map((share) => share * way),
  };
}

function makeMode({ frequencyHz, decayPerS, pressurePa }: Tone, level: number, wayM: number): SoundMode | undefined {
  const amplitude = pressurePa * level * fromDecibels(-airAbsorptionDbPerM(frequencyHz) * wayM);
  if (amplitude <= INAUDIBLE) return undefined;
  const folds = Math.min(GONE, deterministicMath.log(amplitude / INAUDIBLE));
  const radius = deterministicMath.exp(-decayPerS / SAMPLE_RATE_HZ);
  const angle = (2 * Math.PI * frequencyHz) / SAMPLE_RATE_HZ;
  return {
    turn: [radius * deterministicMath.cos(angle), radius * deterministicMath.sin(angle)],
    amplitude,
    length: Math.ceil((folds * SAMPLE_RATE_HZ) / decayPerS),
  };
}

function makeBurst(
  { pressurePa, fadeS, lowHz, highHz }: Crunch,
  { level, wayM, seed }: { readonly level: number; readonly wayM: number; readonly seed: number },
): SoundStrike['burst'] {
  const lowPass = onePole(Math.min(highHz, airCornerHz(wayM)));
  // White noise keeps a / (2 − a) of its power behind one pole; the source's band has the pressure that is asked for.
  const band = onePole(highHz);
  const amplitude = pressurePa * level * Math.sqrt((3 * (2 - band)) / band);
  if (pressurePa * level <= INAUDIBLE) return SILENT;
  return {
    amplitude,
    length: Math.ceil(GONE * fadeS * SAMPLE_RATE_HZ),
    fade: deterministicMath.exp(-1 / (fadeS * SAMPLE_RATE_HZ)),
    lowPass,
    highPass: onePole(lowHz),
    seed,
  };
}
