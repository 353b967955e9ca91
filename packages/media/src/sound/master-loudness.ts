import { deterministicMath } from '@backlot/kernels';
import { limitPeaks } from './limit-peaks.ts';
import { measureLoudness } from './measure-loudness.ts';
import type { Sound } from './sound.ts';

/** How loud a sound is made. */
export interface MasterOptions {
  /** Integrated loudness to reach; absent: the level stays as it is. */
  readonly loudnessLufs?: number;
  /** Highest true peak, decibels below full scale; default −1. */
  readonly truePeakDb?: number;
}

/** The limiter takes a little loudness, which the next turn gives back. */
const MOST_TURNS = 5;
const CLOSE_LU = 0.05;

/** Brings a sound to a loudness and holds its true peaks; what is silent or too short to be measured keeps its level. */
export function masterLoudness(sound: Sound, { loudnessLufs, truePeakDb = -1 }: MasterOptions): Sound {
  const ceiling = fromDecibels(truePeakDb);
  const measured = loudnessLufs === undefined ? Number.NEGATIVE_INFINITY : measureLoudness(sound);
  if (loudnessLufs === undefined || !Number.isFinite(measured)) return limitPeaks(sound, ceiling);
  let gainDb = loudnessLufs - measured;
  let mastered = sound;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    mastered = limitPeaks(amplify(sound, fromDecibels(gainDb)), ceiling);
    const missing = loudnessLufs - measureLoudness(mastered);
    if (Math.abs(missing) <= CLOSE_LU) break;
    gainDb += missing;
  }
  return mastered;
}

function amplify(sound: Sound, gain: number): Sound {
  return { ...sound, channels: sound.channels.map((channel) => channel.map((value) => value * gain)) };
}

function fromDecibels(decibels: number): number {
  return deterministicMath.exp(decibels * (Math.LN10 / 20));
}
