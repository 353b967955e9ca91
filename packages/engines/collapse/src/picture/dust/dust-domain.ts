import type { DustBox, DustGrid } from '@backlot/kernels';
import type { CollapseSetUp } from '../../set-up/solved-set-up.ts';
import type { BuildingModel } from '../../structure/building-model.ts';

/** Most cells of the simulated box; the solver's cost and each worker's memory grow with it. */
const MOST_CELLS = 1_250_000;
const FINEST_CELL_M = 0.4;
const CELL_STEP_M = 0.05;

/** Fronts of real collapses run at 9 to 15 m/s, and slow down as they thin out: farther than this none is seen. */
const FRONT_M_PER_S = 12;
const LEAST_REACH = 1;
const MOST_REACH = 3;
/** Heights of the building that the box is high: what a front's head throws up beside a low house needs some metres. */
const HEIGHTS_ABOVE = 1.2;
const LOWEST_M = 10;

/**
 * The box in which dust may be followed: the building, and around it what a front reaches within `movingS` seconds, up
 * to three heights of the building. Only the part that holds dust is computed.
 */
export function chooseDustGrid(model: Pick<BuildingModel, 'boundsM'>, movingS: number): DustGrid {
  const { min, max } = model.boundsM;
  const heightM = max[1];
  const reachM = Math.min(MOST_REACH * heightM, Math.max(LEAST_REACH * heightM, FRONT_M_PER_S * movingS));
  const asideM = Math.max(8, reachM);
  const upM = Math.max(LOWEST_M, heightM * HEIGHTS_ABOVE);
  const size = [max[0] - min[0] + 2 * asideM, upM, max[2] - min[2] + 2 * asideM] as const;
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
