import { createDustFluid, type DustFrame, type DustGrid } from '@backlot/kernels';
import type { MotionFrame } from '../../motion/motion-frame.ts';
import type { CollapseSetUp } from '../../set-up/solved-set-up.ts';
import type { BuildingModel } from '../../structure/building-model.ts';
import { neighbourObstacles } from './dust-domain.ts';
import { createDustSource } from './dust-emissions.ts';
import { dragAir } from './falling-rubble.ts';
import { followStoreys } from './storey-jets.ts';

/** The dust of a take, from frame to frame. */
export interface DustCloud {
  /** Moves the dust on by a frame in which the pieces moved so; while time stands still, so does it. */
  readonly step: (motion: MotionFrame) => DustFrame;
}

/** Clean air in the street; what breaks, falls and closes then fills it. */
export function createDustCloud(options: {
  readonly setUp: CollapseSetUp;
  readonly model: BuildingModel;
  readonly dustGrid: DustGrid;
}): DustCloud {
  const { setUp, model, dustGrid } = options;
  const { amount, windMs } = setUp.parameters.dust;
  const fluid = createDustFluid({
    grid: dustGrid,
    obstacles: neighbourObstacles(setUp),
    physics: { windMPerS: [windMs[0], 0, windMs[1]] },
  });
  const jets = followStoreys(model, amount);
  const source = createDustSource(amount, middleOf(model));
  return {
    step(motion) {
      const emissions = [...dragAir(model, motion, amount), ...jets.emit(motion), ...source.emit(motion.events)];
      if (motion.elapsedS > 0) fluid.step(motion.elapsedS, emissions);
      return fluid.captureFrame();
    },
  };
}

function middleOf({ boundsM: { min, max } }: BuildingModel): readonly [number, number] {
  return [(min[0] + max[0]) / 2, (min[2] + max[2]) / 2];
}
