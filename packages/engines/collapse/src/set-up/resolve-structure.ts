import type { BlockParameters } from './building-schema.ts';
import { invalidPlan } from './invalid-plan.ts';
import type { StructurePlan } from './solved-set-up.ts';

/** Buildings of this many storeys have a core unless told otherwise. */
const STOREYS_WITH_CORE = 5;

/**
 * What carries a block.
 * @throws BacklotError `BUILDING_PLAN_INVALID`
 */
export function resolveStructure({ structure, storeys, slabThicknessM }: BlockParameters): StructurePlan {
  if (structure.kind === 'masonry') return structure;
  if (structure.beamDepthM < slabThicknessM + 0.1) {
    throw invalidPlan(
      `beamDepthM ${structure.beamDepthM} leaves no beam below a slab of ${slabThicknessM} m`,
      `beamDepthM is at least ${(slabThicknessM + 0.1).toFixed(2)}: it counts from the beam's underside to the floor above.`,
    );
  }
  return { ...structure, core: structure.core ?? storeys >= STOREYS_WITH_CORE };
}
