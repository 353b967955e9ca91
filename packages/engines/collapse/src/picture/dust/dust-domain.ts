import type { DustBox, DustGrid } from '@backlot/kernels';
import type { CollapseSetUp } from '../../set-up/solved-set-up.ts';
import type { BuildingModel } from '../../structure/building-model.ts';

/** Most cells of the simulated box; the solver's cost and each worker's memory grow with it. */
const MOST_CELLS = 420_000;
const FINEST_CELL_M = 0.4;
const CELL_STEP_M = 0.05;

/** The box in which dust is followed: the building, and around it what a front reaches within the shot. */
export function chooseDustGrid(
  model: BuildingModel,
  wallsM: { readonly aside: number; readonly above: number },
): DustGrid {
  const { min, max } = model.boundsM;
  const heightM = max[1];
  const asideM = Math.max(8, heightM * wallsM.aside);
  const size = [max[0] - min[0] + 2 * asideM, heightM * wallsM.above, max[2] - min[2] + 2 * asideM] as const;
  let cellM = FINEST_CELL_M;
  while ((size[0] / cellM) * (size[1] / cellM) * (size[2] / cellM) > MOST_CELLS) cellM += CELL_STEP_M;
  const cells = (lengthM: number): number => Math.ceil(lengthM / cellM / 8) * 8;
  const dims = [cells(size[0]), cells(size[1]), cells(size[2])] as const;
  const middle = [(min[0] + max[0]) / 2, 0, (min[2] + max[2]) / 2] as const;
  return { dims, cellM, originM: [middle[0] - (dims[0] * cellM) / 2, 0, middle[2] - (dims[2] * cellM) / 2] };
}

/** Neighbouring houses as the solver's obstacles: the boxes around them, turned ones shrunk to what surely is wall. */
export function neighbourObstacles(setUp: CollapseSetUp): DustBox[] {
  return setUp.parameters.neighbours.map((box) => {
    const isSquare = Math.abs(box.yawDeg % 90) < 1;
    const isTurned = isSquare && Math.abs(box.yawDeg % 180) > 45;
    const shrink = isSquare ? 0.5 : 0.35;
    const halfX = (isTurned ? box.depthM : box.widthM) * shrink;
    const halfZ = (isTurned ? box.widthM : box.depthM) * shrink;
    return {
      minM: [box.centreM[0] - halfX, 0, box.centreM[1] - halfZ],
      maxM: [box.centreM[0] + halfX, box.heightM, box.centreM[1] + halfZ],
    };
  });
}
