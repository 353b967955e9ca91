import type { BlockPlan, BuildingPlan } from '../set-up/solved-set-up.ts';
import { layOutBlock } from './block-elements.ts';
import type { Facade } from './building-model.ts';
import { describeWalls } from './describe-facades.ts';
import type { PlacedBlock } from './placed-block.ts';
import { numberRooms, type RoomFinder } from './rooms.ts';
import type { UncutElement } from './uncut-element.ts';

/** A building before it is cut. */
export interface LaidOutBuilding {
  /** The walls of all blocks first, then their roofs. */
  readonly facades: readonly Facade[];
  readonly elements: readonly UncutElement[];
  readonly roomAt: RoomFinder;
}

/** All elements of a building, its pictures and its rooms. */
export function layOutBuilding(plan: BuildingPlan): LaidOutBuilding {
  const placed = [plan, ...plan.wings].map((block: BlockPlan): PlacedBlock => {
    return { block, outline: block.cornersM.map(([x, z]) => [x, -z]) };
  });
  const facades: Facade[] = [];
  const walls = placed.map(({ block, outline }) => {
    const described = describeWalls(block, outline, facades.length);
    facades.push(...described);
    return described;
  });
  const blocks = placed.map((block, i) => {
    const others = placed.filter((other) => other !== block);
    const laidOut = layOutBlock(block, { walls: walls[i] ?? [], firstRoof: facades.length, others });
    facades.push(...laidOut.roofs);
    return laidOut;
  });
  return {
    facades,
    elements: blocks.flatMap(({ elements }) => elements),
    roomAt: numberRooms(blocks.map(({ rooms }) => rooms)),
  };
}
