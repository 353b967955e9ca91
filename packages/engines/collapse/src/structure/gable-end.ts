import { planeDistance } from '../set-up/plane-distance.ts';
import type { BlockPlan, GableRoof } from '../set-up/solved-set-up.ts';
import { dot } from '../set-up/vector.ts';
import { COVERING_M, type GableEnd, riseOf } from './gable-measures.ts';
import type { PlacedBlock } from './placed-block.ts';
import { cornerAt, type PlanPolygon } from './plan-polygon.ts';
import { describeSlope, placeOnSlope, slopeAxes } from './roof-slope.ts';
import type { HiddenStretch } from './shared-stretch.ts';
import { sharedStretch } from './shared-stretch.ts';

/** Neighbours that stay this far below the eaves leave the verge alone. */
const CLEARANCE_M = 0.3;

/** The end above side `side` of a block. */
export function describeGableEnd(
  { block, outline }: PlacedBlock,
  roof: GableRoof,
  at: { readonly side: number; readonly hidden: readonly HiddenStretch[]; readonly others: readonly PlacedBlock[] },
): GableEnd {
  for (const other of at.others) {
    const side = eavesAgainst(other, outline, at.side);
    if (side === undefined || block.heightM + roof.ridgeM <= other.block.heightM) continue;
    const valley = runOnto(other, side);
    if (valley) return valley;
  }
  const isHidden = at.hidden.some(({ roofTopM }) => roofTopM > block.heightM - CLEARANCE_M);
  return isHidden ? { kind: 'closed', reachM: 0, within: [] } : { kind: 'verge', reachM: roof.overhangM, within: [] };
}

/** The side of a gable-roofed block whose eaves lie against a wall; undefined where none does. */
function eavesAgainst({ block, outline }: PlacedBlock, wall: PlanPolygon, side: number): number | undefined {
  if (block.roof.kind !== 'gable') return undefined;
  const { eavesSide } = block.roof;
  return [eavesSide, eavesSide + 2].find((eaves) => sharedStretch(wall, side, outline, eaves) !== undefined);
}

function runOnto(
  { block, outline }: { readonly block: BlockPlan; readonly outline: PlanPolygon },
  side: number,
): GableEnd | undefined {
  if (block.roof.kind !== 'gable') return undefined;
  const halfWidthM = planeDistance(cornerAt(outline, side + 1), cornerAt(outline, side + 2)) / 2;
  const frame = describeSlope(outline, side);
  const [, , out] = slopeAxes(frame, riseOf(block.roof, halfWidthM));
  const onPlane = placeOnSlope(frame, 0, 0, block.heightM + COVERING_M);
  const onRidge = placeOnSlope(frame, 0, halfWidthM, 0);
  const inward = [frame.inward[0], 0, -frame.inward[1]] as const;
  return {
    kind: 'valley',
    reachM: halfWidthM,
    within: [
      { normal: [-out[0], -out[1], -out[2]], limit: -dot(out, onPlane) },
      { normal: inward, limit: dot(inward, onRidge) },
    ],
  };
}
