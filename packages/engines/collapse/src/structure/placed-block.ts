import type { BlockPlan } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import type { FacadeStrip } from './facade-strip.ts';
import type { FloorGrid } from './floor-elements.ts';
import type { PlanPolygon } from './plan-polygon.ts';
import type { WallMake } from './wall-elements.ts';

/** A block among others. */
export interface PlacedBlock {
  readonly block: BlockPlan;
  readonly outline: PlanPolygon;
}

/** What a roof rests on. */
export interface RoofBase {
  readonly outline: PlanPolygon;
  readonly strips: readonly FacadeStrip[];
  readonly grid: FloorGrid;
  /** How parapets and gables are built. */
  readonly make: WallMake;
  /** How deep walls and frame reach into the plan. */
  readonly wallM: number;
  readonly walls: readonly Facade[];
  readonly others: readonly PlacedBlock[];
  /** Id of the first roof picture. */
  readonly firstId: number;
}
