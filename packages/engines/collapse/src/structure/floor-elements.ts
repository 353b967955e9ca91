import type { BuildingPlan } from '../set-up/solved-set-up.ts';
import {
  clipPolygon,
  cornerAt,
  cutIntoConvex,
  directionOf,
  insetPolygon,
  type PlanPoint,
  type PlanPolygon,
  type TaggedPolygon,
} from './plan-polygon.ts';
import type { UncutElement } from './uncut-element.ts';

const SPINE_THICKNESS_M = 0.26;
const CROSS_WALL_THICKNESS_M = 0.2;
/** Parts smaller than this on the plan are left to their neighbours' ruins. */
const LEAST_AREA_M2 = 0.02;

/** Lines that cut the plan into bays, along (u) and across (v) the front. */
interface FloorGrid {
  readonly uAxis: PlanPoint;
  readonly vAxis: PlanPoint;
  readonly uLines: readonly number[];
  readonly vLines: readonly number[];
}

/** Slabs per bay, the flat roof, and inner bearing walls under the bay lines of all storeys. */
export function layOutFloors(plan: BuildingPlan, outline: PlanPolygon): UncutElement[] {
  const inner = insetPolygon(outline, plan.wallThicknessM);
  const parts = cutIntoConvex(inner).map(tagPolygon);
  const grid = describeGrid(plan, outline, inner);
  const cells = cutByBands(parts, grid, bandsBetween(grid.uLines), bandsBetween(grid.vLines));
  const walls = layOutWalls(parts, grid);
  const elements: UncutElement[] = [];
  for (let storey = 0; storey < plan.storeys; storey++) {
    const floorM = plan.levelsM[storey] ?? 0;
    const ceilingM = plan.levelsM[storey + 1] ?? floorM;
    const roof = storey + 1 === plan.storeys;
    for (const cell of cells)
      elements.push(buildSlab(cell, storey, [ceilingM - plan.slabThicknessM, ceilingM], roof, grid.uAxis));
    for (const wall of walls) elements.push(buildInnerWall(wall, storey, [floorM, ceilingM - plan.slabThicknessM]));
  }
  return elements;
}

function tagPolygon(corners: PlanPolygon): TaggedPolygon {
  return { corners, tags: corners.map((_, i) => i) };
}

function describeGrid(plan: BuildingPlan, outline: PlanPolygon, inner: PlanPolygon): FloorGrid {
  const uAxis = directionOf(cornerAt(outline, 0), cornerAt(outline, 1));
  const vAxis: PlanPoint = [-uAxis[1], uAxis[0]];
  const uBays = plan.kind === 'box' ? plan.bays[0] : undefined;
  const vBays = plan.kind === 'box' ? plan.bays[1] : undefined;
  return { uAxis, vAxis, uLines: divideExtent(inner, uAxis, uBays), vLines: divideExtent(inner, vAxis, vBays) };
}

function divideExtent(polygon: PlanPolygon, axis: PlanPoint, wished: number | undefined): number[] {
  const values = polygon.map((p) => p[0] * axis[0] + p[1] * axis[1]);
  const from = Math.min(...values);
  const to = Math.max(...values);
  const bays = Math.max(1, Math.min(wished ?? Math.round((to - from) / 5), Math.round((to - from) / 2)));
  return Array.from({ length: bays + 1 }, (_, i) => (i === bays ? to : from + ((to - from) * i) / bays));
}

function bandsBetween(lines: readonly number[]): [number, number][] {
  return lines.slice(1).map((to, i) => [lines[i] ?? to, to]);
}

function cutByBands(
  parts: readonly TaggedPolygon[],
  grid: FloorGrid,
  uBands: readonly (readonly [number, number])[],
  vBands: readonly (readonly [number, number])[],
): TaggedPolygon[] {
  return parts.flatMap((part) =>
    uBands.flatMap((u) =>
      vBands.flatMap((v) => {
        const strip = clipToBand(part, grid.uAxis, u);
        const cell = strip && clipToBand(strip, grid.vAxis, v);
        return cell && areaOf(cell.corners) > LEAST_AREA_M2 ? [cell] : [];
      }),
    ),
  );
}

function clipToBand(
  polygon: TaggedPolygon,
  axis: PlanPoint,
  [from, to]: readonly [number, number],
): TaggedPolygon | undefined {
  const below = clipPolygon(polygon, axis, to, -1);
  return below && clipPolygon(below, [-axis[0], -axis[1]], -from, -1);
}

/** A spine along the front's direction at an inner line, and cross walls from it to the façades at the u lines. */
function layOutWalls(parts: readonly TaggedPolygon[], grid: FloorGrid): { plan: PlanPolygon; axis: PlanPoint }[] {
  const { uLines, vLines, uAxis, vAxis } = grid;
  const spineLine = vLines.length > 2 ? vLines[Math.floor(vLines.length / 2)] : undefined;
  const half = SPINE_THICKNESS_M / 2;
  const spineBand: [number, number][] = spineLine === undefined ? [] : [[spineLine - half, spineLine + half]];
  const spine = cutByBands(parts, grid, bandsBetween(uLines), spineBand);
  const rooms = bandsBetween(vLines).map(([from, to]): [number, number] => [
    from === spineLine ? from + half : from,
    to === spineLine ? to - half : to,
  ]);
  const crossBands = uLines
    .slice(1, -1)
    .map((u): [number, number] => [u - CROSS_WALL_THICKNESS_M / 2, u + CROSS_WALL_THICKNESS_M / 2]);
  const cross = cutByBands(parts, grid, crossBands, rooms);
  return [
    ...spine.map(({ corners }) => ({ plan: corners, axis: uAxis })),
    ...cross.map(({ corners }) => ({ plan: corners, axis: vAxis })),
  ];
}

function areaOf(corners: PlanPolygon): number {
  return Math.abs(
    corners.reduce((sum, a, i) => {
      const b = cornerAt(corners, i + 1);
      return sum + a[0] * b[1] - b[0] * a[1];
    }, 0) / 2,
  );
}

function buildSlab(
  cell: TaggedPolygon,
  storey: number,
  [bottomM, topM]: readonly [number, number],
  roof: boolean,
  axis: PlanPoint,
): UncutElement {
  return {
    kind: roof ? 'roof-slab' : 'slab',
    material: 'concrete',
    storey,
    facade: -1,
    plan: cell.corners,
    sides: cell.corners.map(() => 'concrete'),
    bottom: 'plaster',
    top: roof ? 'roof' : 'floor',
    bottomM,
    topM,
    axis,
  };
}

function buildInnerWall(
  { plan, axis }: { plan: PlanPolygon; axis: PlanPoint },
  storey: number,
  [bottomM, topM]: readonly [number, number],
): UncutElement {
  return {
    kind: 'inner-wall',
    material: 'masonry',
    storey,
    facade: -1,
    plan,
    sides: plan.map(() => 'plaster'),
    bottom: 'brick',
    top: 'brick',
    bottomM,
    topM,
    axis,
  };
}
