import type { FrameRate } from '@backlot/film';
import type { NoiseBed } from '@backlot/kernels';
import { hashIntegers } from '../structure/seeded-random.ts';
import { noiseBand } from './band-filter.ts';
import { createEnergyBed, type EnergyBed, type EnvelopeShape, HOP } from './energy-bed.ts';
import type { Blow } from './gather-blows.ts';
import type { HeardFrame } from './heard-frame.ts';
import type { Listener } from './listener.ts';
import { FIELD_CHANNELS } from './pan-surround.ts';
import { sampleAtFrame } from './sample-time.ts';

/** Sounds that no single blow makes: each is noise in a band that follows what feeds it. */
const BEDS = {
  /** The ground: √(impact power), swelling and slow to die away. */
  rumble: { lowHz: 20, highHz: 80, efficiency: 1.8e-5, attackS: 0.05, releaseS: 0.5 },
  /** Rubble that breaks on rubble, closer together than blows can be told apart. */
  roar: { lowHz: 80, highHz: 420, efficiency: 3e-6, attackS: 0.02, releaseS: 0.22 },
  /** Pieces that lie on one another and move on. */
  grind: { lowHz: 160, highHz: 1500, efficiency: 5e-6, attackS: 0.03, releaseS: 0.18 },
  /** Fine matter in the air and on its way down, long after the blows that set it free. */
  hiss: { lowHz: 2200, highHz: 8500, efficiency: 5e-8, attackS: 0.7, releaseS: 2.6 },
  /** Air that closing storeys press out: the push, and its rush through the openings. */
  blast: { lowHz: 18, highHz: 60, efficiency: 6e-4, attackS: 0.04, releaseS: 0.25 },
  rush: { lowHz: 90, highHz: 900, efficiency: 4e-5, attackS: 0.06, releaseS: 0.3 },
} as const satisfies Readonly<Record<string, EnvelopeShape & { readonly lowHz: number; readonly highHz: number }>>;
type BedName = keyof typeof BEDS;

/** What feeds the beds. */
export interface BedSources {
  readonly blows: readonly Blow[];
  readonly frames: readonly HeardFrame[];
  readonly frameRate: FrameRate;
  readonly samples: number;
  readonly listen: Listener;
  readonly seed: number;
}

/** All beds that sound in a take, channel by channel, each with noise of its own. */
export function makeNoiseBeds(sources: BedSources): readonly NoiseBed[] {
  const { samples, seed } = sources;
  const energy: Record<'struck' | 'rubbed' | 'loosened' | 'blown', EnergyBed> = {
    struck: createEnergyBed(samples),
    rubbed: createEnergyBed(samples),
    loosened: createEnergyBed(samples),
    blown: createEnergyBed(samples),
  };
  for (const { kind, sample, positionM, energyJ } of sources.blows) {
    const heard = sources.listen(positionM);
    if (kind === 'rub') energy.rubbed.add(sample, energyJ, heard);
    if (kind !== 'pane') energy.struck.add(sample, energyJ, heard);
    energy.loosened.add(sample, energyJ, heard);
  }
  addPressedAir(sources, energy.blown);
  const feeds: Readonly<Record<BedName, EnergyBed>> = {
    rumble: energy.struck,
    roar: energy.struck,
    grind: energy.rubbed,
    hiss: energy.loosened,
    blast: energy.blown,
    rush: energy.blown,
  };
  return (Object.keys(BEDS) as BedName[]).flatMap((name, index) => {
    const coefficients = noiseBand(BEDS[name].lowHz, BEDS[name].highHz);
    return Array.from({ length: FIELD_CHANNELS }, (_, channel) => channel).flatMap((channel): NoiseBed[] => {
      const envelope = feeds[name].envelope(channel, BEDS[name]);
      const own = hashIntegers(seed, index, channel, 0xbed);
      return envelope ? [{ channel, envelope, hopSamples: HOP, coefficients, seed: own }] : [];
    });
  });
}

const AIR_DENSITY = 1.2;
/** Openings through which a storey's air leaves: broken windows on all sides, square metres. */
const OPEN_M2 = 60;
const PARTS = 8;

/** Air's energy of motion as it leaves: ½ ρ u² V, u = Q / openings; spread over the frame so that it does not flutter. */
function addPressedAir({ frames, frameRate, listen }: BedSources, bed: EnergyBed): void {
  const frameS = frameRate.denominator / frameRate.numerator;
  for (const { frame, air } of frames) {
    for (const { centreM, airM3 } of air) {
      const speedMs = airM3 / frameS / OPEN_M2;
      const joules = 0.5 * AIR_DENSITY * speedMs * speedMs * airM3;
      addSpread(bed, { joules, frame, frameRate, heard: listen(centreM) });
    }
  }
}

function addSpread(
  bed: EnergyBed,
  air: { joules: number; frame: number; frameRate: FrameRate; heard: ReturnType<Listener> },
): void {
  for (let part = 0; part < PARTS; part++) {
    bed.add(sampleAtFrame(air.frame + part / PARTS, air.frameRate), air.joules / PARTS, air.heard);
  }
}
