import { planeDistance } from '../set-up/plane-distance.ts';
import type { BlockPlan, MansardRoof } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { type ConvexCell, clipCell, createPrism } from './convex-cell.ts';
import { divideBays } from './facade-elements.ts';
import type { FacadeStrip } from './facade-strip.ts';
import { cornerAt, insetPolygon, type PlanPolygon } from './plan-polygon.ts';
import { describeSlope, placeOnSlope, slopeAxes } from './roof-slope.ts';
import { surfaceNumber, type UncutElement } from './uncut-element.ts';

/** How thick the steep part is, measured level. */
export const MANSARD_THICKNESS_M = 0.24;

/** The steep planes as pictures, one a side of the outline. */
export function describeMansardFacades(
  block: BlockPlan,
  roof: MansardRoof,
  outline: PlanPolygon,
  firstId: number,
): Facade[] {
  return outline.map((corner, side): Facade => {
    const frame = describeSlope(outline, side);
    const [uAxis, vAxis, normal] = slopeAxes(frame, roof.steepM / roof.insetM);
    return {
      id: firstId + side,
      kind: 'roof',
      originM: placeOnSlope(frame, 0, 0, block.heightM),
      uAxis,
      vAxis,
      normal,
      widthM: planeDistance(corner, cornerAt(outline, side + 1)),
      heightM: Math.sqrt(roof.steepM * roof.steepM + roof.insetM * roof.insetM),
    };
  });
}

/** The steep planes, cut at the bays; mitred where they meet. */
export function layOutMansard(
  block: BlockPlan,
  roof: MansardRoof,
  outline: PlanPolygon,
  { strips, firstId }: { readonly strips: readonly FacadeStrip[]; readonly firstId: number },
): UncutElement[] {
  return strips.flatMap((strip, side) => {
    const whole = sidePrism(block, roof, outline, side);
    const startM = strip.start[0] * strip.along[0] + strip.start[1] * strip.along[1];
    return divideBays(block, strip, side).flatMap(({ fromM, toM }, i, bays): UncutElement[] => {
      const right = i + 1 === bays.length ? whole : cutAcross(whole, strip, startM + toM, 1);
      const cell = i === 0 ? right : right && cutAcross(right, strip, startM + fromM, -1);
      if (!cell) return [];
      const axes = slopeAxes(describeSlope(outline, side), roof.steepM / roof.insetM);
      return [{ kind: 'roof-plane', material: 'roofing', storey: block.storeys, facade: firstId + side, cell, axes }];
    });
  });
}

function sidePrism(block: BlockPlan, roof: MansardRoof, outline: PlanPolygon, side: number): ConvexCell {
  const quad = (insetM: number): PlanPolygon => {
    const outer = insetPolygon(outline, insetM);
    const inner = insetPolygon(outline, insetM + MANSARD_THICKNESS_M);
    return [cornerAt(outer, side), cornerAt(outer, side + 1), cornerAt(inner, side + 1), cornerAt(inner, side)];
  };
  const timber = surfaceNumber('timber');
  return createPrism(
    quad(0),
    [block.heightM, block.heightM + roof.steepM],
    { sides: [surfaceNumber('roof'), timber, surfaceNumber('plaster'), timber], bottom: timber, top: timber },
    quad(roof.insetM),
  );
}

/** Keeps what lies before (1) or after (−1) a place along the strip. */
function cutAcross(cell: ConvexCell, { along }: FacadeStrip, atM: number, sign: 1 | -1): ConvexCell | undefined {
  const normal = [sign * along[0], 0, -sign * along[1]] as const;
  return clipCell(cell, { normal, limit: sign * atM }, surfaceNumber('timber'));
}
