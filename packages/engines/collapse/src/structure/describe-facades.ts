import { planeDistance } from '../set-up/plane-distance.ts';
import type { BlockPlan } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { cornerAt, directionOf, type PlanPolygon } from './plan-polygon.ts';

/** The walls of a block as flat pictures, one a side of its outline; gable walls reach up to the ridge. */
export function describeWalls(block: BlockPlan, outline: PlanPolygon, firstId: number): Facade[] {
  return outline.map((start, side): Facade => {
    const end = cornerAt(outline, side + 1);
    const [dx, dq] = directionOf(start, end);
    const isGable = block.roof.kind === 'gable' && side % 2 !== block.roof.eavesSide;
    return {
      id: firstId + side,
      kind: 'wall',
      originM: [start[0], 0, -start[1]],
      uAxis: [dx, 0, -dq],
      vAxis: [0, 1, 0],
      normal: [dq, 0, dx],
      widthM: planeDistance(start, end),
      heightM: block.heightM + (isGable && block.roof.kind === 'gable' ? block.roof.ridgeM : 0),
    };
  });
}

/** A level roof as a picture seen from above, along the outline's first side. */
export function describeFlatRoof(outline: PlanPolygon, levelM: number, id: number): Facade {
  const [ux, uq] = directionOf(cornerAt(outline, 0), cornerAt(outline, 1));
  const along = outline.map(([x, q]) => x * ux + q * uq);
  const across = outline.map(([x, q]) => -x * uq + q * ux);
  const [u0, v0] = [Math.min(...along), Math.min(...across)];
  return {
    id,
    kind: 'roof',
    originM: [u0 * ux - v0 * uq, levelM, -(u0 * uq + v0 * ux)],
    uAxis: [ux, 0, -uq],
    vAxis: [-uq, 0, -ux],
    normal: [0, 1, 0],
    widthM: Math.max(...along) - u0,
    heightM: Math.max(...across) - v0,
  };
}
