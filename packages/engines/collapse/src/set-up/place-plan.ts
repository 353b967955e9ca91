import { deterministicMath } from '@backlot/kernels';
import { doubleArea, isSimplePolygon } from '../structure/plan-polygon.ts';
import type { BlockParameters, BoxPlan, FootprintPlan } from './building-schema.ts';
import { invalidPlan } from './invalid-plan.ts';
import type { PixelPoint } from './measures.ts';
import { planeDistance } from './plane-distance.ts';
import { pixelOnGround } from './project-point.ts';
import type { SolvedCamera } from './solved-set-up.ts';

/** A place on the ground in metres. */
export type GroundPoint = readonly [x: number, z: number];

/**
 * Corners of a plan in world metres, in the order of the façades.
 * @throws BacklotError `BUILDING_PLAN_INVALID`
 */
export function placePlan(plan: BlockParameters['plan'], camera: SolvedCamera): GroundPoint[] {
  return plan.kind === 'box' ? placeBox(plan, camera) : placeFootprint(plan, camera);
}

function placeBox(plan: BoxPlan, camera: SolvedCamera): GroundPoint[] {
  if (plan.basePx) return placeBoxByPixels(plan, plan.basePx, camera);
  const { widthM, depthM, cornerM, centreM } = plan;
  if (widthM === undefined || depthM === undefined || (cornerM === undefined) === (centreM === undefined)) {
    throw invalidPlan(
      'a box needs widthM, depthM and either cornerM or centreM',
      'Or give basePx, the corners at its foot in plate pixels.',
    );
  }
  const angle = ((plan.yawDeg ?? 0) * Math.PI) / 180;
  const right: GroundPoint = [deterministicMath.cos(angle), -deterministicMath.sin(angle)];
  const start = cornerM ?? offset(centreM ?? [0, 0], right, [-widthM / 2, -depthM / 2]);
  return boxFrom(start, right, [widthM, depthM]);
}

function placeBoxByPixels(plan: BoxPlan, basePx: readonly PixelPoint[], camera: SolvedCamera): GroundPoint[] {
  const rival = (['cornerM', 'centreM', 'widthM', 'yawDeg'] as const).find((field) => plan[field] !== undefined);
  if (rival) throw invalidPlan(`basePx already says what ${rival} says`, `Leave out ${rival} or basePx.`);
  if ((basePx.length === 2) !== (plan.depthM !== undefined)) {
    throw invalidPlan('two base corners need depthM, three leave it out', 'Add or remove depthM.');
  }
  const corners = basePx.map((pixel) => onGround(camera, pixel, 'basePx'));
  const [left = [0, 0], next = [0, 0], right] = corners;
  if (plan.depthM !== undefined || !right) {
    return boxFrom(left, unit(left, next), [planeDistance(left, next), plan.depthM ?? 0]);
  }
  // A corner view: the longer visible side sets the direction, the other is squared to it.
  const front = planeDistance(next, right);
  const side = planeDistance(left, next);
  const along = front >= side ? unit(next, right) : turnRight(unit(next, left));
  const depth = Math.abs(component(next, left, [along[1], -along[0]]));
  return boxFrom(next, along, [Math.abs(component(next, right, along)), depth]);
}

/** Front left, front right, back right, back left; behind is to the left of `right` seen from above. */
function boxFrom(start: GroundPoint, right: GroundPoint, [widthM, depthM]: readonly [number, number]): GroundPoint[] {
  return [
    start,
    offset(start, right, [widthM, 0]),
    offset(start, right, [widthM, depthM]),
    offset(start, right, [0, depthM]),
  ];
}

/** Moves along `right` and, square to it, backwards. */
function offset(from: GroundPoint, right: GroundPoint, [alongM, backM]: readonly [number, number]): GroundPoint {
  return [from[0] + right[0] * alongM + right[1] * backM, from[1] + right[1] * alongM - right[0] * backM];
}

/** From the direction backwards to the direction along the front. */
function turnRight(back: GroundPoint): GroundPoint {
  return [-back[1], back[0]];
}

function unit(a: GroundPoint, b: GroundPoint): GroundPoint {
  const length = planeDistance(a, b) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

function component(a: GroundPoint, b: GroundPoint, axis: GroundPoint): number {
  return (b[0] - a[0]) * axis[0] + (b[1] - a[1]) * axis[1];
}

function placeFootprint(plan: FootprintPlan, camera: SolvedCamera): GroundPoint[] {
  if ((plan.cornersM === undefined) === (plan.cornersPx === undefined)) {
    throw invalidPlan('a footprint needs either cornersM or cornersPx', 'Give one of them.');
  }
  const corners = plan.cornersM ?? (plan.cornersPx ?? []).map((pixel) => onGround(camera, pixel, 'cornersPx'));
  const polygon = corners.map(([x, z]): GroundPoint => [x, -z]);
  if (!isSimplePolygon(polygon))
    throw invalidPlan('the footprint crosses itself', 'Give the corners in order around it.');
  if (doubleArea(polygon) > 0) return [...corners];
  // Façade 0 stays the side from the first to the second corner.
  const [first = [0, 0], second = [0, 0], ...rest] = corners;
  return [second, first, ...rest.toReversed()];
}

function onGround(camera: SolvedCamera, pixel: PixelPoint, field: string): GroundPoint {
  const point = pixelOnGround(camera, pixel);
  if (point) return [point[0], point[2]];
  throw invalidPlan(
    `${field} [${pixel.join(', ')}] lies at or above the horizon`,
    'Take the points where the walls meet the ground.',
  );
}
