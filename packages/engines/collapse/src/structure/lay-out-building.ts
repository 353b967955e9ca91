import type { BlockPlan, BuildingPlan } from '../set-up/solved-set-up.ts';
import { layOutBlock } from './block-elements.ts';
import type { Facade } from './building-model.ts';
import { describeWalls } from './describe-facades.ts';
import type { PlanPolygon } from './plan-polygon.ts';
import type { UncutElement } from './uncut-element.ts';

/** All elements of a building, and its pictures: the walls of all blocks first, then their roofs. */
export function layOutBuilding(plan: BuildingPlan): { facades: Facade[]; elements: UncutElement[] } {
  const blocks: readonly BlockPlan[] = [plan, ...plan.wings];
  const outlines = blocks.map(({ cornersM }): PlanPolygon => cornersM.map(([x, z]) => [x, -z]));
  const facades: Facade[] = [];
  const walls = blocks.map((block, i) => {
    const described = describeWalls(block, outlines[i] ?? [], facades.length);
    facades.push(...described);
    return described;
  });
  const elements = blocks.flatMap((block, i) => {
    const laidOut = layOutBlock(block, outlines[i] ?? [], { walls: walls[i] ?? [], firstRoof: facades.length });
    facades.push(...laidOut.roofs);
    return laidOut.elements;
  });
  return { facades, elements };
}
