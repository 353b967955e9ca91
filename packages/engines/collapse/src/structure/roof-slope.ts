import type { Vec3 } from '../set-up/measures.ts';
import { normalise } from '../set-up/vector.ts';
import { type ConvexCell, joinLevels } from './convex-cell.ts';
import { cornerAt, directionOf, type PlanPoint, type PlanPolygon } from './plan-polygon.ts';

/** A roof's own coordinates: s along the eaves from the side's first corner, t inwards, y up. */
export interface SlopeFrame {
  readonly origin: PlanPoint;
  readonly along: PlanPoint;
  readonly inward: PlanPoint;
}

/** A point of a cross-section. */
export type ProfilePoint = readonly [tM: number, yM: number];

/** The frame of a side of the outline. */
export function describeSlope(outline: PlanPolygon, side: number): SlopeFrame {
  const origin = cornerAt(outline, side);
  const along = directionOf(origin, cornerAt(outline, side + 1));
  return { origin, along, inward: [-along[1], along[0]] };
}

/** A place of the frame in the world. */
export function placeOnSlope({ origin, along, inward }: SlopeFrame, sM: number, tM: number, yM: number): Vec3 {
  return [origin[0] + along[0] * sM + inward[0] * tM, yM, -(origin[1] + along[1] * sM + inward[1] * tM)];
}

/** A convex cross-section (counter-clockwise, t to the right and y up) drawn out from `fromM` to `toM` along the eaves. */
export function extrudeProfile(
  frame: SlopeFrame,
  profile: readonly ProfilePoint[],
  [fromM, toM]: readonly [number, number],
  tags: { readonly sides: readonly number[]; readonly from: number; readonly to: number },
): ConvexCell {
  const corners = [fromM, toM].flatMap((s) => profile.flatMap(([t, y]) => placeOnSlope(frame, s, t, y)));
  return joinLevels(corners, { sides: tags.sides, bottom: tags.from, top: tags.to });
}

/** Axes of a plate that rises by `rise` for each metre inwards: along the eaves, up the slope, and out of it. */
export function slopeAxes({ along, inward }: SlopeFrame, rise: number): readonly [Vec3, Vec3, Vec3] {
  const up = normalise([inward[0], rise, -inward[1]]);
  const out = normalise([-inward[0] * rise, 1, inward[1] * rise]);
  return [[along[0], 0, -along[1]], up, out];
}
