import { deterministicMath } from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import { createSeededRandom, type SeededRandom } from '../structure/seeded-random.ts';
import type { Blow } from './gather-blows.ts';
import type { SoundSource, Tone } from './make-strike.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** A source and where it is. */
export interface PlacedSource {
  readonly source: SoundSource;
  readonly positionM: Vec3;
}

const GRAVITY_MS2 = 9.81;
const MOST_SHARDS = 18;
/** Pressure of a bursting pane of one square metre at one metre. */
const BURST_PA = 14;
const SHARD_PA = 3.5;
/** Mean time over which a pane's shards come loose, and over which those on the ground break. */
const [LOOSE_S, SCATTER_S] = [0.07, 0.16];

/**
 * A pane that bursts: the crack itself at its moment, shards that ring short and high as they part, and the shower again
 * where they meet the ground, after the time of their fall.
 */
export function glassShower(pane: Blow, seed: number): readonly PlacedSource[] {
  const random = createSeededRandom(seed, pane.sample, pane.pieceA, 0x61);
  const areaM2 = Math.max(0.05, Math.min(6, pane.areaM2 + pane.massKg / 15));
  const shards = Math.min(MOST_SHARDS, 5 + Math.round(6 * areaM2));
  const [x, y, z] = pane.positionM;
  const loudness = Math.sqrt(areaM2);
  const burst: SoundSource = {
    sample: pane.sample,
    tones: ring(random, BURST_PA * loudness * 0.5, 1400),
    crunch: { pressurePa: BURST_PA * loudness, fadeS: 0.012, lowHz: 900, highHz: 13_000 },
    seed: pane.sample + pane.pieceA,
  };
  const fallS = fallTime(Math.max(0, y), pane.speedMs);
  const shower = (afterS: number, spreadS: number, level: number, heightM: number): PlacedSource => ({
    positionM: [x + 2.4 * (random() - 0.5), heightM, z + 2.4 * (random() - 0.5)],
    source: {
      sample:
        pane.sample + Math.round((afterS - spreadS * deterministicMath.log(1 - 0.98 * random())) * SAMPLE_RATE_HZ),
      tones: ring(random, SHARD_PA * loudness * level * (0.3 + random()), 2300),
      crunch: undefined,
      seed: 0,
    },
  });
  const loose = Array.from({ length: shards >> 1 }, () => shower(0, LOOSE_S, 0.7, y));
  const landing = Array.from({ length: shards }, () => shower(fallS, SCATTER_S, 1, 0));
  return [{ source: burst, positionM: pane.positionM }, ...loose, ...landing];
}

/** Four tones of a shard, that glass lets ring for some hundredths of a second. */
function ring(random: SeededRandom, pressurePa: number, lowestHz: number): Tone[] {
  const first = lowestHz * (1 + 1.6 * random());
  return [1, 1.47, 2.09, 2.83].map((ratio, index) => {
    const frequencyHz = first * ratio * (0.96 + 0.08 * random());
    return { frequencyHz, decayPerS: 45 + 0.012 * frequencyHz, pressurePa: pressurePa / (1 + index) };
  });
}

function fallTime(heightM: number, speedMs: number): number {
  const speed = Math.min(speedMs, 15);
  return (Math.sqrt(speed * speed + 2 * GRAVITY_MS2 * heightM) - speed) / GRAVITY_MS2;
}
