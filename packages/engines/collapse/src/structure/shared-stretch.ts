import { cornerAt, directionOf, type PlanPolygon } from './plan-polygon.ts';

/** A stretch of a side, metres from its first corner. */
export interface Stretch {
  readonly fromM: number;
  readonly toM: number;
}

/** A part of a façade that another block stands against, from the ground up to `topM`. */
export interface HiddenStretch extends Stretch {
  readonly topM: number;
  /** Top of the other block's roof, and how far that hangs over its walls. */
  readonly roofTopM: number;
  readonly overhangM: number;
}

const PLANE_DISTANCE_M = 1e-4;

/** The part of side `side` of an outline that another outline's side lies against; undefined where they do not touch. */
export function sharedStretch(
  outline: PlanPolygon,
  side: number,
  other: PlanPolygon,
  otherSide: number,
): Stretch | undefined {
  const start = cornerAt(outline, side);
  const end = cornerAt(outline, side + 1);
  const along = directionOf(start, end);
  const place = (corner: readonly [number, number]): { alongM: number; outM: number } => {
    const [dx, dq] = [corner[0] - start[0], corner[1] - start[1]];
    return { alongM: dx * along[0] + dq * along[1], outM: dx * along[1] - dq * along[0] };
  };
  const first = place(cornerAt(other, otherSide));
  const last = place(cornerAt(other, otherSide + 1));
  const isFacing = last.alongM < first.alongM;
  if (!isFacing || Math.abs(first.outM) > PLANE_DISTANCE_M || Math.abs(last.outM) > PLANE_DISTANCE_M) return undefined;
  const fromM = Math.max(0, last.alongM);
  const toM = Math.min(place(end).alongM, first.alongM);
  return toM > fromM ? { fromM, toM } : undefined;
}
