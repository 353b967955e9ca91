import { deterministicMath } from '@backlot/kernels';
import { doubleArea, isSimplePolygon } from '../structure/plan-polygon.ts';
import type { BoxPlan, BuildingParameters, FootprintPlan } from './building-schema.ts';
import { invalidPlan } from './invalid-plan.ts';
import type { PixelPoint } from './measures.ts';
import { planeDistance } from './plane-distance.ts';
import { pixelOnGround } from './project-point.ts';
import { resolveRoof } from './resolve-roof.ts';
import { resolveStructure } from './resolve-structure.ts';
import type { BuildingPlan, SolvedCamera } from './solved-set-up.ts';

type GroundPoint = readonly [x: number, z: number];

const USUAL_BAY_M = 3.8;
const LARGEST_SIDE_M = 300;
const SMALLEST_SIDE_M = 1.5;

/**
 * The building's plan in world metres.
 * @throws BacklotError `BUILDING_PLAN_INVALID`
 */
export function resolvePlan(building: BuildingParameters, camera: SolvedCamera): BuildingPlan {
  const { plan, heightM, storeys, slabThicknessM } = building;
  const cornersM = plan.kind === 'box' ? placeBox(plan, camera) : placeFootprint(plan, camera);
  checkSides(cornersM, building.wallThicknessM);
  const levelsM = placeLevels(building);
  const lowestM = Math.min(...levelsM.slice(1).map((level, i) => level - (levelsM[i] ?? 0)));
  if (lowestM < slabThicknessM + 1.2) {
    throw invalidPlan(
      `${storeys} storeys in ${heightM} m leave ${lowestM.toFixed(2)} m for one`,
      'Fewer storeys, or a higher building.',
    );
  }
  return {
    cornersM,
    kind: plan.kind,
    heightM,
    storeys,
    levelsM,
    bays: countBays(building, cornersM),
    openings: building.openings,
    groundOpenings: building.groundOpenings ?? building.openings,
    wallThicknessM: building.wallThicknessM,
    slabThicknessM,
    structure: resolveStructure(building),
    roof: resolveRoof(building, cornersM),
    wings: [],
    pieceTarget: building.pieceTarget,
    fragments: building.fragments,
  };
}

function placeLevels({ heightM, storeys, parapetHeightM, groundStoreyHeightM, roof }: BuildingParameters): number[] {
  const roofM = roof.kind === 'flat' ? heightM - parapetHeightM : heightM;
  const groundM = groundStoreyHeightM ?? roofM / storeys;
  const above = storeys > 1 ? (roofM - groundM) / (storeys - 1) : 0;
  return Array.from({ length: storeys + 1 }, (_, i) => {
    if (i === 0) return 0;
    return i === storeys ? roofM : groundM + (i - 1) * above;
  });
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

function checkSides(corners: readonly GroundPoint[], wallThicknessM: number): void {
  corners.forEach((corner, i) => {
    const side = planeDistance(corner, corners[(i + 1) % corners.length] ?? corner);
    const least = Math.max(SMALLEST_SIDE_M, 3 * wallThicknessM);
    if (side >= least && side <= LARGEST_SIDE_M) return;
    throw invalidPlan(
      `side ${i} measures ${side.toFixed(2)} m; expected ${least.toFixed(1)} to ${LARGEST_SIDE_M} m`,
      'Check the corners and the known length.',
    );
  });
}

function countBays({ bays }: BuildingParameters, corners: readonly GroundPoint[]): number[] {
  return corners.map((corner, i) => {
    const side = planeDistance(corner, corners[(i + 1) % corners.length] ?? corner);
    const most = Math.max(1, Math.floor(side / 1.2));
    return Math.min(most, bays?.[i % bays.length] ?? Math.max(1, Math.round(side / USUAL_BAY_M)));
  });
}
