import { deterministicMath } from '@backlot/kernels';
import { createSeededRandom, type SeededRandom } from '../structure/seeded-random.ts';
import type { Blow } from './gather-blows.ts';
import type { PlacedSource } from './glass-shower.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** Lumps are drawn, no more than so many a take; where more would fall, fewer fall that are louder. */
const MOST_LUMPS = 16_000;
const LIGHTEST_KG = 0.2;
/** e-folds of mass from the lightest to the heaviest, about 45 kg. */
const MASS_FOLDS = 5.4;
/** Small lumps are loud for their weight: the air hears their sudden stop. */
const PA_PER_NS = 0.26;
/** Time that lumps roll and slide before they lie, on the mean. */
const STRAY_S = 0.75;
/** How far from their blow they land. */
const SCATTER_M = 5;
const GRAVITY_MS2 = 9.81;

/**
 * What falls beside the pieces that are followed one by one: lumps below their size, as many as the blows and cracks that shed
 * them, landing after their fall and a while of rolling, so that the rain outlasts the collapse by seconds.
 */
export function debrisRain(blows: readonly Blow[], seed: number): readonly PlacedSource[] {
  const expected = blows.reduce((sum, blow) => sum + lumpsOf(blow), 0);
  const share = Math.min(1, MOST_LUMPS / Math.max(1, expected));
  const random = createSeededRandom(seed, 0x7a1);
  const rain: PlacedSource[] = [];
  for (const blow of blows) {
    const lumps = lumpsOf(blow) * share;
    const count = Math.floor(lumps) + (random() < lumps - Math.floor(lumps) ? 1 : 0);
    for (let lump = 0; lump < count; lump++) rain.push(dropLump(blow, random, 1 / Math.sqrt(share)));
  }
  return rain;
}

function lumpsOf({ kind, areaM2, energyJ }: Blow): number {
  if (kind === 'crack') return 3 + 5 * areaM2;
  if (kind === 'strike') return Math.min(5, energyJ / 4000);
  return kind === 'rub' ? 0.2 : 0;
}

function dropLump(blow: Blow, random: SeededRandom, louder: number): PlacedSource {
  // Many small, few large.
  const massKg = LIGHTEST_KG * deterministicMath.exp(MASS_FOLDS * random() * random());
  const [x, y, z] = blow.positionM;
  const fallS = Math.sqrt((2 * Math.max(0, y) * (0.4 + 0.6 * random())) / GRAVITY_MS2);
  const strayS = -STRAY_S * deterministicMath.log(1 - 0.99 * random());
  const speedMs = Math.min(14, 2 + GRAVITY_MS2 * fallS * 0.7) * deterministicMath.exp(-strayS);
  const pressurePa = PA_PER_NS * massKg * speedMs * louder;
  const frequencyHz = (1500 * (0.6 + 0.8 * random())) / deterministicMath.pow(massKg, 1 / 3);
  const place = (at: number): number => at + 2 * SCATTER_M * (random() - 0.5);
  return {
    positionM: [place(x), 0, place(z)],
    source: {
      sample: blow.sample + Math.round((fallS + strayS) * SAMPLE_RATE_HZ),
      tones: [
        { frequencyHz, decayPerS: 60 + 0.2 * frequencyHz, pressurePa },
        { frequencyHz: frequencyHz * 1.63, decayPerS: 80 + 0.3 * frequencyHz, pressurePa: pressurePa * 0.6 },
      ],
      crunch: {
        pressurePa,
        fadeS: 0.002 + 0.004 * deterministicMath.pow(massKg, 1 / 3),
        lowHz: 300,
        highHz: Math.min(13_000, 6000 / deterministicMath.pow(massKg, 0.2)),
      },
      seed: Math.floor(random() * 4294967296),
    },
  };
}
