import { deterministicMath } from '@backlot/kernels';
import { FULL_SCALE_PA } from './decibels.ts';
import type { HeardPlace } from './listener.ts';
import { FIELD_CHANNELS } from './pan-surround.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** Envelopes have a value every so many samples: 5 ms. */
export const HOP = 240;
const HOP_S = HOP / SAMPLE_RATE_HZ;
/** p²·r² of one watt that spreads over a half-space, Pa²m²: ρc / 2π. */
const PA2_PER_WATT = 65.7;

/** A building is no point: so much of what it gives off comes from all around its place, in these parts. */
const DIFFUSE = 0.5;
const SURROUNDING = [0.3, 0.3, 0.2, 0.1, 0.1] as const;

/** Energy as it comes to the listener, by channel and time. */
export interface EnergyBed {
  /** Adds joules that are set free at a sample and a place; what comes after the end is lost. */
  readonly add: (sample: number, joules: number, heard: HeardPlace) => void;
  /** Levels over full scale every `HOP` samples, by channel; never ahead of the energy. Undefined where nothing came. */
  readonly envelope: (channel: number, shape: EnvelopeShape) => Float32Array | undefined;
}

/** How noise follows energy: two linear stages, so that no energy is heard twice. */
export interface EnvelopeShape {
  /** Share of the energy that is radiated as sound in this band. */
  readonly efficiency: number;
  readonly attackS: number;
  readonly releaseS: number;
}

/** An empty bed of `samples`. */
export function createEnergyBed(samples: number): EnergyBed {
  // The two hops beyond let a ramp begin after its energy, not before.
  const points = Math.ceil(samples / HOP) + 3;
  const joules = Array.from({ length: FIELD_CHANNELS }, () => new Float64Array(points));
  return {
    add(sample, energy, { gain, pan, delaySamples }) {
      const point = Math.floor((sample + delaySamples) / HOP) + 2;
      if (point < 2 || point >= points) return;
      for (const [channel, held] of joules.entries()) {
        const share = pan[channel] ?? 0;
        const power = (1 - DIFFUSE) * share * share + DIFFUSE * (SURROUNDING[channel] ?? 0);
        held[point] = (held[point] ?? 0) + energy * power * gain * gain;
      }
    },
    envelope(channel, { efficiency, attackS, releaseS }) {
      const held = joules[channel];
      if (!held?.some((energy) => energy > 0)) return undefined;
      const [rise, fall] = [attackS, releaseS].map((timeS) => 1 - deterministicMath.exp(-HOP_S / timeS)) as [
        number,
        number,
      ];
      const levels = new Float32Array(points);
      let [lasting, watts] = [0, 0];
      for (let point = 0; point < points; point++) {
        lasting += fall * ((held[point] ?? 0) / HOP_S - lasting);
        watts += rise * (lasting - watts);
        levels[point] = Math.sqrt(efficiency * PA2_PER_WATT * watts) / FULL_SCALE_PA;
      }
      return levels;
    },
  };
}
