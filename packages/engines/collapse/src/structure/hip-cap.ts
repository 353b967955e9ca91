import { planeDistance } from '../set-up/plane-distance.ts';
import type { Facade } from './building-model.ts';
import { type ConvexCell, clipCell, createPrism, type HalfSpace } from './convex-cell.ts';
import { COVERING_M } from './gable-measures.ts';
import { clipPolygon, cornerAt, type PlanPoint, type PlanPolygon, type TaggedPolygon } from './plan-polygon.ts';
import { describeSlope, placeOnSlope, slopeAxes } from './roof-slope.ts';
import { surfaceNumber, type UncutElement, uprightAxes } from './uncut-element.ts';

/** A shallow roof of equal slopes over a convex outline, from a level up. */
export interface HipCap {
  readonly outline: PlanPolygon;
  readonly levelM: number;
  /** Metres up for each metre inwards. */
  readonly rise: number;
  readonly storey: number;
  /** Id of the first plane's picture; the others follow, one a side. */
  readonly firstId: number;
}

/** How far in the slopes are bedded on what lies below. */
const BEDDING_M = 0.35;

/** The planes as pictures, one a side of the outline. */
export function describeHipFacades({ outline, levelM, rise, firstId }: HipCap): Facade[] {
  return outline.map((corner, side): Facade => {
    const frame = describeSlope(outline, side);
    const [uAxis, vAxis, normal] = slopeAxes(frame, rise);
    const depths = territoryOf(outline, side).map((p) => inwardOf(outline, side).depthAt(p));
    return {
      id: firstId + side,
      kind: 'roof',
      originM: placeOnSlope(frame, 0, 0, levelM + COVERING_M),
      uAxis,
      vAxis,
      normal,
      widthM: planeDistance(corner, cornerAt(outline, side + 1)),
      heightM: Math.max(...depths) * Math.sqrt(1 + rise * rise),
    };
  });
}

/** For each side its slope of tiles on boards, and the timber that beds it. */
export function layOutHip(cap: HipCap): UncutElement[] {
  const { outline, levelM, rise, storey, firstId } = cap;
  const [roof, tile, reveal, timber] = (['roof', 'tile', 'reveal', 'timber'] as const).map(surfaceNumber) as [
    number,
    number,
    number,
    number,
  ];
  return outline.flatMap((_, side): UncutElement[] => {
    const plan = territoryOf(outline, side);
    const { inward, startM } = inwardOf(outline, side);
    const frame = describeSlope(outline, side);
    const topM = levelM + COVERING_M + 1e3 * rise;
    // Side 0 of a territory is the eaves, the others are hips and ridges.
    const sides = plan.map((__, i) => (i === 0 ? reveal : tile));
    const block = createPrism(plan, [levelM, topM], { sides, bottom: timber, top: roof });
    const under = (raisedM: number): HalfSpace => ({
      normal: [-rise * inward[0], 1, rise * inward[1]],
      limit: levelM + raisedM - rise * startM,
    });
    const above: HalfSpace = flip(under(0));
    const slope = clip(clip(block, under(COVERING_M), roof), above, timber);
    const bedded: HalfSpace = { normal: [inward[0], 0, -inward[1]], limit: startM + BEDDING_M };
    const bedding = clip(clip(block, under(0), timber), bedded, timber);
    const role = { storey, material: 'frame' as const };
    return [
      ...(slope
        ? [
            {
              ...role,
              kind: 'roof-plane' as const,
              material: 'roofing' as const,
              facade: firstId + side,
              cell: slope,
              axes: slopeAxes(frame, rise),
            },
          ]
        : []),
      ...(bedding
        ? [{ ...role, kind: 'wall-plate' as const, facade: -1, cell: bedding, axes: uprightAxes(frame.along) }]
        : []),
    ];
  });
}

/** The part of the outline that is nearest to a side, beginning with that side. */
function territoryOf(outline: PlanPolygon, side: number): PlanPolygon {
  const own = inwardOf(outline, side);
  let rest: TaggedPolygon | undefined = { corners: outline, tags: outline.map((_, i) => i) };
  for (const [other] of outline.entries()) {
    if (other === side || !rest) continue;
    const { inward, startM } = inwardOf(outline, other);
    const normal: PlanPoint = [own.inward[0] - inward[0], own.inward[1] - inward[1]];
    rest = clipPolygon(rest, normal, own.startM - startM, outline.length + other);
  }
  const first = rest?.tags.indexOf(side) ?? 0;
  return (rest?.corners ?? []).map((_, i) => cornerAt(rest?.corners ?? [], first + i));
}

/** Distance inwards of a side: inward · p − startM. */
function inwardOf(outline: PlanPolygon, side: number) {
  const { origin, inward } = describeSlope(outline, side);
  const startM = inward[0] * origin[0] + inward[1] * origin[1];
  return { inward, startM, depthAt: ([x, q]: PlanPoint): number => inward[0] * x + inward[1] * q - startM };
}

function clip(cell: ConvexCell | undefined, half: HalfSpace, tag: number): ConvexCell | undefined {
  return cell && clipCell(cell, half, tag);
}

function flip({ normal: [x, y, z], limit }: HalfSpace): HalfSpace {
  return { normal: [-x, -y, -z], limit: -limit };
}
