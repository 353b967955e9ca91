import type { BlockPlan } from '../set-up/solved-set-up.ts';
import type { SurfaceKind } from './building-model.ts';
import { layOutInnerWall } from './inner-wall.ts';
import { type Band, bandsBetween, convexParts, cutByBands, extentAlong, type PlanAxes } from './plan-bands.ts';
import { cornerAt, directionOf, insetPolygon, type PlanPolygon, type TaggedPolygon } from './plan-polygon.ts';
import { makePrismElement, type PrismElement, type UncutElement } from './uncut-element.ts';

const SPINE_THICKNESS_M = 0.26;
const CROSS_WALL_THICKNESS_M = 0.2;

/** Lines that cut the plan into bays, along (u) and across (v) the front; the outermost are the plan's own ends. */
export interface FloorGrid extends PlanAxes {
  readonly uLines: readonly number[];
  readonly vLines: readonly number[];
}

/** The axes of a block: along its front, and backwards. */
export function describeAxes(outline: PlanPolygon): PlanAxes {
  const uAxis = directionOf(cornerAt(outline, 0), cornerAt(outline, 1));
  return { uAxis, vAxis: [-uAxis[1], uAxis[0]] };
}

/** The bays of a masonry block's floors. */
export function describeMasonryGrid(block: BlockPlan, outline: PlanPolygon): FloorGrid {
  const inner = insetPolygon(outline, block.wallThicknessM);
  const axes = describeAxes(outline);
  const uBays = block.kind === 'box' ? block.bays[0] : undefined;
  const vBays = block.kind === 'box' ? block.bays[1] : undefined;
  return {
    ...axes,
    uLines: divideExtent(extentAlong(inner, axes.uAxis), uBays),
    vLines: divideExtent(extentAlong(inner, axes.vAxis), vBays),
  };
}

/** Slabs per bay and inner bearing walls under the bay lines of all storeys; `roofFacade` as in `buildSlab`. */
export function layOutMasonryFloors(
  block: BlockPlan,
  outline: PlanPolygon,
  { grid, roofFacade }: { readonly grid: FloorGrid; readonly roofFacade: number },
): UncutElement[] {
  const parts = convexParts(insetPolygon(outline, block.wallThicknessM));
  const cells = cutByBands(parts, grid, bandsBetween(grid.uLines), bandsBetween(grid.vLines));
  return Array.from({ length: block.storeys }, (_, storey) => {
    const floorM = block.levelsM[storey] ?? 0;
    const ceilingM = block.levelsM[storey + 1] ?? floorM;
    const soffitM = ceilingM - block.slabThicknessM;
    const facade = storey + 1 === block.storeys ? roofFacade : -1;
    return [
      ...cells.map(({ corners }) =>
        buildSlab({ plan: corners, storey, bottomM: soffitM, topM: ceilingM, facade, axis: grid.uAxis }),
      ),
      ...layOutBearingWalls(parts, grid, { storey, bottomM: floorM, topM: soffitM }),
    ];
  }).flat();
}

/** A slab: floor above, ceiling below; one that carries the picture of the roof façade `facade` is the flat roof itself. */
export function buildSlab(
  slab: Pick<PrismElement, 'plan' | 'storey' | 'bottomM' | 'topM' | 'facade' | 'axis'>,
  sides: readonly SurfaceKind[] = slab.plan.map(() => 'concrete'),
): UncutElement {
  const isRoof = slab.facade >= 0;
  return makePrismElement({
    ...slab,
    kind: isRoof ? 'roof-slab' : 'slab',
    material: 'concrete',
    sides,
    bottom: 'plaster',
    top: isRoof ? 'roof' : 'floor',
  });
}

function divideExtent([from, to]: Band, wished: number | undefined): number[] {
  const bays = Math.max(1, Math.min(wished ?? Math.round((to - from) / 5), Math.round((to - from) / 2)));
  return Array.from({ length: bays + 1 }, (_, i) => (i === bays ? to : from + ((to - from) * i) / bays));
}

/** A spine along the front's direction at an inner line, and cross walls from it to the façades at the u lines. */
export function layOutBearingWalls(
  parts: readonly TaggedPolygon[],
  grid: FloorGrid,
  heights: Pick<PrismElement, 'storey' | 'bottomM' | 'topM'>,
): UncutElement[] {
  const { uLines, vLines, uAxis, vAxis } = grid;
  const spineLine = vLines.length > 2 ? vLines[Math.floor(vLines.length / 2)] : undefined;
  const half = SPINE_THICKNESS_M / 2;
  const spineBand: Band[] = spineLine === undefined ? [] : [[spineLine - half, spineLine + half]];
  const rooms = bandsBetween(vLines).map(
    ([from, to]): Band => [from === spineLine ? from + half : from, to === spineLine ? to - half : to],
  );
  const crossBands = uLines
    .slice(1, -1)
    .map((u): Band => [u - CROSS_WALL_THICKNESS_M / 2, u + CROSS_WALL_THICKNESS_M / 2]);
  const spine = cutByBands(parts, grid, bandsBetween(uLines), spineBand);
  const cross = cutByBands(parts, grid, crossBands, rooms);
  return [
    ...spine.map(({ corners }) => ({ plan: corners, axis: uAxis, door: true })),
    ...cross.map(({ corners }, i) => ({ plan: corners, axis: vAxis, door: i % 2 === 0 })),
  ].flatMap((wall) => layOutInnerWall({ ...wall, ...heights, kind: 'inner-wall' }));
}
