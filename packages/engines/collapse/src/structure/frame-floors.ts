import type { BlockPlan, FramePlan } from '../set-up/solved-set-up.ts';
import type { ElementKind } from './building-model.ts';
import { type CoreShaft, layOutCore, slabBesideCore } from './core-elements.ts';
import { buildSlab, type FloorGrid } from './floor-elements.ts';
import { ringDepths } from './frame-grid.ts';
import { layOutInnerWall } from './inner-wall.ts';
import { type Band, bandsAround, bandsBeside, bandsBetween, convexParts, cutByBands } from './plan-bands.ts';
import { insetPolygon, type PlanPoint, type PlanPolygon } from './plan-polygon.ts';
import { hashIntegers } from './seeded-random.ts';
import { makePrismElement, type UncutElement } from './uncut-element.ts';

const PARTITION_THICKNESS_M = 0.12;
/** Share of the beams below which a partition stands. */
const PARTITION_SHARE = 0.6;

/** A part of the plan that repeats in every storey. */
interface FloorPart {
  readonly plan: PlanPolygon;
  readonly axis: PlanPoint;
}

/** Inner columns, beams along both directions, slabs per bay, partitions and the core of all storeys. */
export function layOutFrameFloors(
  block: BlockPlan,
  frame: FramePlan,
  outline: PlanPolygon,
  {
    grid,
    core,
    roofFacade,
  }: { readonly grid: FloorGrid; readonly core?: CoreShaft | undefined; readonly roofFacade: number },
): UncutElement[] {
  const { uLines, vLines, uAxis, vAxis } = grid;
  const parts = convexParts(insetPolygon(outline, ringDepths(frame).farM));
  const beside = (lines: readonly number[]) => bandsBeside(lines, frame.columnM);
  const cut = (u: readonly Band[], v: readonly Band[], axis: PlanPoint): FloorPart[] =>
    cutByBands(parts, grid, u, v).map(({ corners }) => ({ plan: corners, axis }));
  const columns = cut(bandsAround(uLines, frame.columnM), bandsAround(vLines, frame.columnM), uAxis);
  const beams = [
    ...cut(beside(uLines), bandsAround(vLines, frame.columnM), uAxis),
    ...cut(bandsAround(uLines, frame.columnM), beside(vLines), vAxis),
  ];
  const partitions = [
    ...cut(beside(uLines), bandsAround(vLines, PARTITION_THICKNESS_M), uAxis),
    ...cut(bandsAround(uLines, PARTITION_THICKNESS_M), beside(vLines), vAxis),
  ];
  const slabs = cutByBands(parts, grid, bandsBetween(uLines), bandsBetween(vLines)).flatMap((cell) =>
    slabBesideCore(cell, grid, core),
  );
  return Array.from({ length: block.storeys }, (_, storey) => {
    const floorM = block.levelsM[storey] ?? 0;
    const ceilingM = block.levelsM[storey + 1] ?? floorM;
    const soffitM = ceilingM - block.slabThicknessM;
    const beamM = ceilingM - frame.beamDepthM;
    const facade = storey + 1 === block.storeys ? roofFacade : -1;
    const hasPartition = (i: number): boolean => hashIntegers(storey, i, 0x9a) < PARTITION_SHARE * 2 ** 32;
    return [
      ...columns.map((part) => buildMember(part, 'column', storey, [floorM, soffitM])),
      ...beams.map((part) => buildMember(part, 'beam', storey, [beamM, soffitM])),
      ...slabs.map((plan) => buildSlab({ plan, storey, bottomM: soffitM, topM: ceilingM, facade, axis: uAxis })),
      ...partitions
        .filter((_, i) => hasPartition(i))
        .flatMap((part) =>
          layOutInnerWall({
            ...part,
            kind: 'partition',
            material: 'plaster',
            storey,
            bottomM: floorM,
            topM: beamM,
            door: true,
          }),
        ),
      ...(core
        ? layOutCore(core, grid, {
            storey,
            floorM,
            ceilingM,
            slabM: block.slabThicknessM,
            roofFacade: facade,
            isTop: storey + 1 === block.storeys,
          })
        : []),
    ];
  }).flat();
}

function buildMember(
  { plan, axis }: FloorPart,
  kind: ElementKind,
  storey: number,
  [bottomM, topM]: readonly [number, number],
): UncutElement {
  return makePrismElement({
    kind,
    material: 'concrete',
    storey,
    facade: -1,
    plan,
    sides: plan.map(() => 'plaster'),
    bottom: kind === 'beam' ? 'plaster' : 'concrete',
    top: 'concrete',
    bottomM,
    topM,
    axis,
  });
}
