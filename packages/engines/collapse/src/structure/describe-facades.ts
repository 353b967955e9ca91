import { planeDistance } from '../set-up/plane-distance.ts';
import type { BuildingPlan } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { cornerAt, directionOf, type PlanPolygon } from './plan-polygon.ts';

/** The building's flat pictures: one per side of the outline, then the roof. */
export function describeFacades(plan: BuildingPlan, outline: PlanPolygon): Facade[] {
  const walls = outline.map((start, id): Facade => {
    const end = cornerAt(outline, id + 1);
    const [dx, dq] = directionOf(start, end);
    return {
      id,
      kind: 'wall',
      originM: [start[0], 0, -start[1]],
      uAxis: [dx, 0, -dq],
      vAxis: [0, 1, 0],
      normal: [dq, 0, dx],
      widthM: planeDistance(start, end),
      heightM: plan.heightM,
    };
  });
  return [...walls, describeRoof(plan, outline)];
}

function describeRoof(plan: BuildingPlan, outline: PlanPolygon): Facade {
  const [ux, uq] = directionOf(cornerAt(outline, 0), cornerAt(outline, 1));
  const along = outline.map(([x, q]) => x * ux + q * uq);
  const across = outline.map(([x, q]) => -x * uq + q * ux);
  const [u0, v0] = [Math.min(...along), Math.min(...across)];
  return {
    id: outline.length,
    kind: 'roof',
    originM: [u0 * ux - v0 * uq, plan.levelsM[plan.storeys] ?? plan.heightM, -(u0 * uq + v0 * ux)],
    uAxis: [ux, 0, -uq],
    vAxis: [-uq, 0, -ux],
    normal: [0, 1, 0],
    widthM: Math.max(...along) - u0,
    heightM: Math.max(...across) - v0,
  };
}
