import type { Vec3 } from '../set-up/measures.ts';

/** A point that a fragment grows from; of two neighbours the one with more reach takes more of what lies between. */
export interface FragmentSeed {
  readonly point: Vec3;
  readonly reachM: number;
}
