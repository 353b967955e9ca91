import type { GableRoof } from '../set-up/solved-set-up.ts';
import type { HalfSpace } from './convex-cell.ts';

/** Boards, battens and tiles, measured upright. */
export const COVERING_M = 0.14;

/** Measures of a gable roof over the rectangle of a block. */
export interface GableMeasures {
  /** Side of the outline along which one slope's eaves run; the other's is two further. */
  readonly eavesSide: 0 | 1;
  readonly lengthM: number;
  readonly halfWidthM: number;
  readonly eavesM: number;
  /** Metres up for each metre inwards. */
  readonly rise: number;
  readonly overhangM: number;
  /** How deep the walls are that carry it, and the gables. */
  readonly wallM: number;
  readonly gableM: number;
  /** What lies beyond the gables at the beginning and the end of the first slope. */
  readonly ends: readonly [GableEnd, GableEnd];
}

/**
 * What the covering does beyond a gable wall: hangs over it, ends at another block's wall, or runs on over another
 * roof's slope, above it and up to its ridge, so that the two meet in valleys.
 */
export interface GableEnd {
  readonly kind: 'verge' | 'closed' | 'valley';
  readonly reachM: number;
  /** Where a covering that runs on may lie. */
  readonly within: readonly HalfSpace[];
}

/** Metres up for each metre inwards, of the slope's underside. */
export function riseOf(roof: GableRoof, halfWidthM: number): number {
  return (roof.ridgeM - COVERING_M) / halfWidthM;
}
