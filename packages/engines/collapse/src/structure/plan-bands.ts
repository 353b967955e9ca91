import {
  clipPolygon,
  cutIntoConvex,
  doubleArea,
  type PlanPoint,
  type PlanPolygon,
  type TaggedPolygon,
} from './plan-polygon.ts';

/** Two directions of the plan, square to each other. */
export interface PlanAxes {
  readonly uAxis: PlanPoint;
  readonly vAxis: PlanPoint;
}

/** A stretch along an axis, metres. */
export type Band = readonly [from: number, to: number];

/** Parts smaller than this on the plan are left out: nobody builds them. */
const LEAST_AREA_M2 = 0.02;

/** The polygon as convex parts. */
export function convexParts(polygon: PlanPolygon): TaggedPolygon[] {
  return cutIntoConvex(polygon).map((corners) => ({ corners, tags: corners.map((_, i) => i) }));
}

/** The parts of convex polygons that lie in a band along u and in one along v; all combinations, in order. */
export function cutByBands(
  parts: readonly TaggedPolygon[],
  { uAxis, vAxis }: PlanAxes,
  uBands: readonly Band[],
  vBands: readonly Band[],
): TaggedPolygon[] {
  return parts.flatMap((part) =>
    uBands.flatMap((u) => {
      const strip = clipToBand(part, uAxis, u);
      return vBands.flatMap((v) => {
        const cell = strip && clipToBand(strip, vAxis, v);
        return cell && Math.abs(doubleArea(cell.corners)) / 2 > LEAST_AREA_M2 ? [cell] : [];
      });
    }),
  );
}

/** The bands between successive lines. */
export function bandsBetween(lines: readonly number[]): Band[] {
  return lines.slice(1).map((to, i) => [lines[i] ?? to, to]);
}

/** Bands of a width around the inner lines: all but the first and the last. */
export function bandsAround(lines: readonly number[], widthM: number): Band[] {
  return lines.slice(1, -1).map((line) => [line - widthM / 2, line + widthM / 2]);
}

/** What `bandsAround` leaves between the first and the last line. */
export function bandsBeside(lines: readonly number[], widthM: number): Band[] {
  const last = lines.length - 1;
  return bandsBetween(lines).map(([from, to], i): Band => {
    return [i === 0 ? from : from + widthM / 2, i + 1 === last ? to : to - widthM / 2];
  });
}

/** Least and greatest reach of a polygon along an axis. */
export function extentAlong(polygon: PlanPolygon, axis: PlanPoint): Band {
  const values = polygon.map((p) => p[0] * axis[0] + p[1] * axis[1]);
  return [Math.min(...values), Math.max(...values)];
}

function clipToBand(polygon: TaggedPolygon, axis: PlanPoint, [from, to]: Band): TaggedPolygon | undefined {
  const below = clipPolygon(polygon, axis, to, -1);
  return below && clipPolygon(below, [-axis[0], -axis[1]], -from, -1);
}
