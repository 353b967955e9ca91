import { cornerAt, directionOf, insetPolygon, type PlanPoint, type PlanPolygon } from './plan-polygon.ts';
import type { HiddenStretch } from './shared-stretch.ts';

/** One façade as a strip of the plan: its outer line, and how its ends run inwards along the mitres of its corners. */
export interface FacadeStrip {
  readonly facade: number;
  readonly start: PlanPoint;
  readonly along: PlanPoint;
  readonly inward: PlanPoint;
  readonly lengthM: number;
  /** Metres along the façade that its beginning and its end move for each metre inwards. */
  readonly fromSlope: number;
  readonly toSlope: number;
  /** What other blocks stand against. */
  readonly hidden: readonly HiddenStretch[];
}

/** A stretch of a façade, metres along it and up. */
export interface WallPanel {
  readonly fromM: number;
  readonly toM: number;
  readonly bottomM: number;
  readonly topM: number;
}

/** A layer of a façade: from `nearM` to `farM` inwards of its outer line. */
export interface WallLayer {
  readonly nearM: number;
  readonly farM: number;
}

/** Side `side` of an outline, known as façade `facade`. */
export function describeStrip(
  outline: PlanPolygon,
  side: number,
  { facade, hidden }: Pick<FacadeStrip, 'facade' | 'hidden'>,
): FacadeStrip {
  const start = cornerAt(outline, side);
  const end = cornerAt(outline, side + 1);
  const along = directionOf(start, end);
  const inner = insetPolygon(outline, 1);
  const measure = (p: PlanPoint): number => (p[0] - start[0]) * along[0] + (p[1] - start[1]) * along[1];
  const lengthM = measure(end);
  return {
    facade,
    hidden,
    start,
    along,
    inward: [-along[1], along[0]],
    lengthM,
    fromSlope: measure(cornerAt(inner, side)),
    toSlope: measure(cornerAt(inner, side + 1)) - lengthM,
  };
}

/** Plan of a stretch in a layer, outer side first; at the façade's ends it follows the mitres. */
export function stretchOf(
  strip: FacadeStrip,
  { fromM, toM }: Pick<WallPanel, 'fromM' | 'toM'>,
  { nearM, farM }: WallLayer,
): PlanPolygon {
  const from = (depthM: number): number => (fromM <= 0 ? strip.fromSlope * depthM : fromM);
  const to = (depthM: number): number => (toM >= strip.lengthM ? strip.lengthM + strip.toSlope * depthM : toM);
  return [
    pointOn(strip, from(nearM), nearM),
    pointOn(strip, to(nearM), nearM),
    pointOn(strip, to(farM), farM),
    pointOn(strip, from(farM), farM),
  ];
}

/** How far along a strip the mitres of a layer this deep reach from either end. */
export function mitreEnds(strip: FacadeStrip, depthM: number): { fromM: number; toM: number } {
  return {
    fromM: Math.max(0, strip.fromSlope * depthM),
    toM: strip.lengthM + Math.min(0, strip.toSlope * depthM),
  };
}

function pointOn(strip: FacadeStrip, alongM: number, inwardM: number): PlanPoint {
  return [
    strip.start[0] + strip.along[0] * alongM + strip.inward[0] * inwardM,
    strip.start[1] + strip.along[1] * alongM + strip.inward[1] * inwardM,
  ];
}
