import type { DustGrid } from '@backlot/kernels';
import { readPicture } from '@backlot/media';
import { planTrigger } from '../motion/plan-trigger.ts';
import type { CollapseParameters } from '../set-up/collapse-parameters.ts';
import { resolveSetUp } from '../set-up/resolve-set-up.ts';
import type { CollapseSetUp } from '../set-up/solved-set-up.ts';
import { buildStructure } from '../structure/build-structure.ts';
import type { BuildingModel } from '../structure/building-model.ts';
import { chooseDustGrid } from './dust/dust-domain.ts';
import { readStrengthMap } from './plate/strength-map.ts';

/** Where the pictures lie. */
export interface PlateFiles {
  readonly plate: string;
  readonly cleanPlate?: string;
  readonly holdout?: string;
  readonly strengthMap?: string;
}

/** Asks for the geometry of a take. */
export interface PlanJob {
  readonly kind: 'plan';
  readonly parameters: CollapseParameters;
  readonly seed: number;
  readonly files: PlateFiles;
}

/** Camera, building and dust box of a take: all that the simulation needs. Plain data. */
export interface PlannedTake {
  readonly setUp: CollapseSetUp;
  readonly model: BuildingModel;
  readonly dustGrid: DustGrid;
  /** Times the usual strength, for each piece, where a map was painted. */
  readonly painted?: Float32Array;
}

/**
 * Solves the camera for the plate's size and cuts the building.
 * @throws BacklotError what `readPicture` and `resolveSetUp` throw, and `TRIGGER_INVALID` where the trigger meets no part of it
 */
export async function planTake({ parameters, seed, files }: PlanJob): Promise<PlannedTake> {
  const setUp = resolveSetUp(parameters, await readPicture(files.plate));
  const model = buildStructure(setUp.building, seed);
  // Throws where it meets no part of the building, before anything is rendered.
  planTrigger(model, parameters.trigger, { seed, bays: setUp.building.bays });
  const map = files.strengthMap && (await readPicture(files.strengthMap));
  const { frameRate, durationFrames } = parameters.output;
  const movingFrames = Math.max(0, durationFrames - parameters.trigger.startFrame);
  const movingS = (movingFrames * frameRate.denominator) / frameRate.numerator;
  return {
    setUp,
    model,
    dustGrid: chooseDustGrid(model, movingS),
    ...(map && { painted: readStrengthMap(map, model, setUp.plateCamera) }),
  };
}
