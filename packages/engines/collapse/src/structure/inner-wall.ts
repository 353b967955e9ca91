import type { ElementKind, PieceMaterial } from './building-model.ts';
import { type Band, cutByBands, extentAlong } from './plan-bands.ts';
import type { PlanPoint, PlanPolygon } from './plan-polygon.ts';
import { makePrismElement, type UncutElement } from './uncut-element.ts';

const DOOR_WIDTH_M = 1;
const DOOR_HEIGHT_M = 2.1;
/** Masonry that stays on either side of a door, and above it. */
const LEAST_JAMB_M = 0.3;

/** A wall inside the building: a convex plan that runs along `axis`. */
export interface InnerWall {
  readonly plan: PlanPolygon;
  readonly axis: PlanPoint;
  readonly kind: ElementKind;
  readonly material?: PieceMaterial;
  readonly storey: number;
  readonly bottomM: number;
  readonly topM: number;
  /** Leaves a doorway in the middle where the wall is long and high enough. */
  readonly door: boolean;
}

/** The wall in one piece, or two jambs and a lintel around a doorway. */
export function layOutInnerWall(wall: InnerWall): UncutElement[] {
  const { plan, axis } = wall;
  const [fromM, toM] = extentAlong(plan, axis);
  const isHighEnough = wall.topM - wall.bottomM >= DOOR_HEIGHT_M + LEAST_JAMB_M;
  if (!wall.door || !isHighEnough || toM - fromM < DOOR_WIDTH_M + 2 * LEAST_JAMB_M) return [buildPart(wall, plan)];
  const middleM = (fromM + toM) / 2;
  const doorway: Band = [middleM - DOOR_WIDTH_M / 2, middleM + DOOR_WIDTH_M / 2];
  const headM = wall.bottomM + DOOR_HEIGHT_M;
  const across: PlanPoint = [-axis[1], axis[0]];
  const cut = (band: Band): PlanPolygon[] =>
    cutByBands(
      [{ corners: plan, tags: plan.map((_, i) => i) }],
      { uAxis: axis, vAxis: across },
      [band],
      [extentAlong(plan, across)],
    ).map(({ corners }) => corners);
  return [
    ...[...cut([fromM, doorway[0]]), ...cut([doorway[1], toM])].map((part) => buildPart(wall, part)),
    ...cut(doorway).map((part) => buildPart({ ...wall, bottomM: headM }, part)),
  ];
}

function buildPart(wall: InnerWall, plan: PlanPolygon): UncutElement {
  const { kind, storey, bottomM, topM, axis, material = 'masonry' } = wall;
  const core = material === 'masonry' ? 'brick' : 'concrete';
  return makePrismElement({
    kind,
    material,
    storey,
    facade: -1,
    plan,
    sides: plan.map(() => 'plaster'),
    bottom: core,
    top: core,
    bottomM,
    topM,
    axis,
  });
}
