import type { Vec3 } from '../set-up/measures.ts';
import type { FramePlan } from '../set-up/solved-set-up.ts';
import { type ConvexCell, joinLevels } from './convex-cell.ts';
import { buildSlab, type FloorGrid } from './floor-elements.ts';
import { layOutInnerWall } from './inner-wall.ts';
import { type Band, bandsBeside, convexParts, cutByBands } from './plan-bands.ts';
import { doubleArea, type PlanPoint, type PlanPolygon, type TaggedPolygon } from './plan-polygon.ts';
import { surfaceNumber, type UncutElement, uprightAxes } from './uncut-element.ts';

const WALL_M = 0.25;
/** A landing reaches this far into the shaft, a flight is this wide. */
const LANDING_M = 1.3;
const FLIGHT_M = 1.25;
const FLIGHT_THICKNESS_M = 0.2;
/** Shafts smaller than this hold no stair. */
const LEAST_STAIR_M: readonly [number, number] = [2.6, 3.6];

/** Beyond every plan. */
const FAR_M = 1e6;

/** A lift and stair shaft that fills one bay between its columns and beams; outer faces, along the grid's axes. */
export interface CoreShaft {
  readonly u: Band;
  readonly v: Band;
}

/** One storey of a shaft. */
interface CoreStorey {
  readonly storey: number;
  readonly floorM: number;
  readonly ceilingM: number;
  readonly slabM: number;
  /** Picture of the roof above; −1 where there is a storey or an attic. */
  readonly roofFacade: number;
  /** The last storey's shaft is covered. */
  readonly isTop: boolean;
}

/** The shaft in the middle bay; undefined where the frame has none or the plan has no such bay. */
export function placeCore(frame: FramePlan, grid: FloorGrid, inside: PlanPolygon): CoreShaft | undefined {
  if (!frame.core) return undefined;
  const u = middleOf(bandsBeside(grid.uLines, frame.columnM));
  const v = middleOf(bandsBeside(grid.vLines, frame.columnM));
  if (!u || !v || (grid.uLines.length < 4 && grid.vLines.length < 4)) return undefined;
  const areaM2 = (u[1] - u[0]) * (v[1] - v[0]);
  const covered = cutByBands(convexParts(inside), grid, [u], [v]);
  const coveredM2 = covered.reduce((sum, { corners }) => sum + doubleArea(corners) / 2, 0);
  const isWide = u[1] - u[0] > 6 * WALL_M && v[1] - v[0] > 6 * WALL_M;
  return isWide && coveredM2 > areaM2 * 0.9999 ? { u, v } : undefined;
}

/** A slab's plan without the shaft, in convex parts. */
export function slabBesideCore(cell: TaggedPolygon, grid: FloorGrid, core: CoreShaft | undefined): PlanPolygon[] {
  if (!core) return [cell.corners];
  const { u, v } = core;
  const cut = (uBand: Band, vBand: Band) => cutByBands([cell], grid, [uBand], [vBand]);
  if (cut(u, v).length === 0) return [cell.corners];
  return [
    ...cut([-FAR_M, FAR_M], [-FAR_M, v[0]]),
    ...cut([-FAR_M, FAR_M], [v[1], FAR_M]),
    ...cut([-FAR_M, u[0]], v),
    ...cut([u[1], FAR_M], v),
  ].map(({ corners }) => corners);
}

/** Walls with a doorway, the landing before it, and a stair of two flights where there is room. */
export function layOutCore({ u, v }: CoreShaft, grid: FloorGrid, at: CoreStorey): UncutElement[] {
  const { storey, floorM, ceilingM, slabM, roofFacade, isTop } = at;
  const rectangle = (uBand: Band, vBand: Band): PlanPolygon => rectangleOf(grid, uBand, vBand);
  const wall = (uBand: Band, vBand: Band, axis: PlanPoint, door: boolean): UncutElement[] =>
    layOutInnerWall({
      plan: rectangle(uBand, vBand),
      axis,
      kind: 'core-wall',
      material: 'concrete',
      storey,
      bottomM: floorM,
      topM: ceilingM,
      door,
    });
  const inner: Band = [v[0] + WALL_M, v[1] - WALL_M];
  const room: Band = [u[0] + WALL_M, u[1] - WALL_M];
  const landing: Band = [inner[0], Math.min(inner[1], inner[0] + LANDING_M)];
  const cover = isTop ? inner : landing;
  return [
    ...wall(u, [v[0], inner[0]], grid.uAxis, true),
    ...wall(u, [inner[1], v[1]], grid.uAxis, false),
    ...wall([u[0], room[0]], inner, grid.vAxis, false),
    ...wall([room[1], u[1]], inner, grid.vAxis, false),
    buildSlab({
      plan: rectangle(room, cover),
      storey,
      bottomM: ceilingM - slabM,
      topM: ceilingM,
      facade: roofFacade,
      axis: grid.uAxis,
    }),
    ...layOutStair(grid, { room, from: landing[1], to: inner[1] }, at),
  ];
}

/** Up from the floor's landing to one half way at the shaft's back, and on to the next floor's. */
function layOutStair(
  grid: FloorGrid,
  shaft: { readonly room: Band; readonly from: number; readonly to: number },
  { storey, floorM, ceilingM, slabM, isTop }: CoreStorey,
): UncutElement[] {
  const { room, from, to } = shaft;
  if (storey === 0 || isTop || room[1] - room[0] < LEAST_STAIR_M[0] || to - from + LANDING_M < LEAST_STAIR_M[1])
    return [];
  const halfM = (floorM + ceilingM) / 2;
  const backM = to - LANDING_M;
  const flight = (uBand: Band, [lowM, highM]: readonly [number, number]): UncutElement => ({
    kind: 'stair',
    material: 'concrete',
    storey,
    facade: -1,
    cell: slopedSlab(grid, uBand, { from, to: backM, lowM, highM }),
    axes: uprightAxes(grid.vAxis),
  });
  return [
    buildSlab({
      plan: rectangleOf(grid, room, [backM, to]),
      storey,
      bottomM: halfM - slabM,
      topM: halfM,
      facade: -1,
      axis: grid.uAxis,
    }),
    flight([room[0], room[0] + FLIGHT_M], [floorM, halfM]),
    flight([room[1] - FLIGHT_M, room[1]], [ceilingM, halfM]),
  ];
}

/** A plate between two heights at its ends; the tops are given. */
function slopedSlab(
  grid: FloorGrid,
  [u0, u1]: Band,
  run: { readonly from: number; readonly to: number; readonly lowM: number; readonly highM: number },
): ConvexCell {
  const point = (u: number, v: number, y: number): Vec3 => {
    const [x, q] = planPoint(grid, u, v);
    return [x, y, -q];
  };
  const corners = [-FLIGHT_THICKNESS_M, 0].flatMap((rise) => [
    ...point(u0, run.from, run.lowM + rise),
    ...point(u1, run.from, run.lowM + rise),
    ...point(u1, run.to, run.highM + rise),
    ...point(u0, run.to, run.highM + rise),
  ]);
  const concrete = surfaceNumber('concrete');
  const sides = [concrete, concrete, concrete, concrete];
  return joinLevels(corners, { sides, bottom: surfaceNumber('plaster'), top: surfaceNumber('floor') });
}

function middleOf(bands: readonly Band[]): Band | undefined {
  return bands[Math.floor((bands.length - 1) / 2)];
}

function rectangleOf(grid: FloorGrid, u: Band, v: Band): PlanPolygon {
  return [
    planPoint(grid, u[0], v[0]),
    planPoint(grid, u[1], v[0]),
    planPoint(grid, u[1], v[1]),
    planPoint(grid, u[0], v[1]),
  ];
}

function planPoint({ uAxis, vAxis }: FloorGrid, u: number, v: number): PlanPoint {
  return [u * uAxis[0] + v * vAxis[0], u * uAxis[1] + v * vAxis[1]];
}
