import { hashIntegers } from '../structure/seeded-random.ts';
import type { Blow } from './gather-blows.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** No solver's step is longer. */
const LONGEST_STEP = SAMPLE_RATE_HZ / 24;

/**
 * A solver knows a blow's time to one of its steps only, and hundreds of blows at one instant would hum at the rate of its steps.
 * The hardest of a step stays where it is; the others follow within the step, none before its time. A blow alone stays.
 */
export function spreadSteps(blows: readonly Blow[], seed: number): readonly Blow[] {
  const hardest = new Map<number, number>();
  for (const [index, { sample, impulseNs }] of blows.entries()) {
    const rival = blows[hardest.get(sample) ?? -1];
    if (!rival || impulseNs > rival.impulseNs) hardest.set(sample, index);
  }
  const step = findStep([...hardest.keys()]);
  return blows.map((blow, index) => {
    if (hardest.get(blow.sample) === index) return blow;
    const share = hashIntegers(seed, index, 0x5e) / 4294967296;
    return { ...blow, sample: blow.sample + Math.floor(share * step) };
  });
}

function findStep(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted.reduce((least, sample, at) => {
    const gap = sample - (sorted[at - 1] ?? Number.NEGATIVE_INFINITY);
    return gap > 1 ? Math.min(least, gap) : least;
  }, LONGEST_STEP);
}
