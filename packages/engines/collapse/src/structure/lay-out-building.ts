import type { BlockPlan, BuildingPlan } from '../set-up/solved-set-up.ts';
import { layOutBlock, type PlacedBlock } from './block-elements.ts';
import type { Facade } from './building-model.ts';
import { describeWalls } from './describe-facades.ts';
import type { UncutElement } from './uncut-element.ts';

/** All elements of a building, and its pictures: the walls of all blocks first, then their roofs. */
export function layOutBuilding(plan: BuildingPlan): { facades: Facade[]; elements: UncutElement[] } {
  const placed = [plan, ...plan.wings].map((block: BlockPlan): PlacedBlock => {
    return { block, outline: block.cornersM.map(([x, z]) => [x, -z]) };
  });
  const facades: Facade[] = [];
  const walls = placed.map(({ block, outline }) => {
    const described = describeWalls(block, outline, facades.length);
    facades.push(...described);
    return described;
  });
  const elements = placed.flatMap((block, i) => {
    const others = placed.filter((other) => other !== block);
    const laidOut = layOutBlock(block, { walls: walls[i] ?? [], firstRoof: facades.length, others });
    facades.push(...laidOut.roofs);
    return laidOut.elements;
  });
  return { facades, elements };
}
