import { deterministicMath } from '@backlot/kernels';
import type { SeededRandom } from './seeded-random.ts';

/**
 * How a material breaks (Rosin and Rammler 1933): of its mass 1 − exp(−(x / sizeM)^uniformity) is in fragments smaller
 * than x. A fragment's size is the edge of the cube of its volume.
 */
export interface FragmentLaw {
  readonly sizeM: number;
  readonly uniformity: number;
}

/** Share of the mass in fragments smaller than `sizeM`, of what is larger than `leastM`. */
export function passingShare(law: FragmentLaw, sizeM: number, leastM = 0): number {
  if (sizeM <= leastM) return 0;
  const remaining = (x: number): number => deterministicMath.exp(-deterministicMath.pow(x / law.sizeM, law.uniformity));
  return 1 - remaining(sizeM) / remaining(leastM);
}

/** The law above a smallest size, ready to draw from. */
export interface FragmentDraw {
  /** Fragments that a cubic metre breaks into. */
  readonly perM3: number;
  /** Volume of a fragment, cubic metres. */
  readonly drawM3: (random: SeededRandom) => number;
}

/** Strata of equal mass that the law is tabulated in. */
const STRATA = 96;

/**
 * Tabulates the law above `leastM`. Fragments are counted, not weighed: a stratum of mass m and size x holds m / x³ of
 * them, so small ones are many.
 */
export function tabulateLaw({ sizeM, uniformity }: FragmentLaw, leastM: number): FragmentDraw {
  const shift = deterministicMath.pow(leastM / sizeM, uniformity);
  // ln(1 − share) of the conditional law is shifted by its value at the smallest size.
  const sizeAt = (share: number): number =>
    sizeM * deterministicMath.pow(shift - deterministicMath.log(1 - share), 1 / uniformity);
  const volumes = new Float64Array(STRATA);
  const counts = new Float64Array(STRATA + 1);
  for (let i = 0; i < STRATA; i++) {
    const x = sizeAt((i + 0.5) / STRATA);
    volumes[i] = x * x * x;
    counts[i + 1] = (counts[i] ?? 0) + 1 / (x * x * x);
  }
  const total = counts[STRATA] ?? 1;
  const drawM3 = (random: SeededRandom): number => {
    const wanted = random() * total;
    let [low, high] = [0, STRATA - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((counts[middle + 1] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return volumes[low] ?? 0;
  };
  return { perM3: total / STRATA, drawM3 };
}
