import type { DustEmission, DustGrid } from '@backlot/kernels';
import { simulateCollapse } from '../../motion/simulate-collapse.ts';
import type { CollapseSetUp } from '../../set-up/solved-set-up.ts';
import { type PressedAir, writeHeardFrame } from '../../sound/heard-frame.ts';
import type { BuildingModel } from '../../structure/building-model.ts';
import { createDustCloud } from '../dust/dust-cloud.ts';
import { followStoreys } from '../dust/storey-jets.ts';
import { type SimulatedFrame, writeSimulatedFrame } from './simulated-frame.ts';

/** What a simulation starts from; plain data. */
export interface SimulationOptions {
  readonly setUp: CollapseSetUp;
  readonly model: BuildingModel;
  readonly dustGrid: DustGrid;
  readonly seed: number;
  /** Times the usual strength, for each piece, where a map was painted. */
  readonly painted?: Float32Array | undefined;
  /** Where the frames are stored. */
  readonly folder: string;
}

/** What a simulation's thread tells: of each stored frame, then once of the end. */
export type SimulationMessage =
  | { readonly kind: 'frame'; readonly frame: number; readonly bodies: number; readonly brokenBonds: number }
  | { readonly kind: 'end'; readonly motionMs: number; readonly dustMs: number };

/** Moves the pieces and the dust frame by frame, storing each and then telling of it; resolves with the time each took. */
export async function simulateFrames(
  options: SimulationOptions,
  onStored: (frame: SimulatedFrame) => void,
): Promise<{ readonly motionMs: number; readonly dustMs: number }> {
  const { setUp, model, seed, folder } = options;
  const { frameRate, durationFrames } = setUp.parameters.output;
  const { trigger, direction } = setUp.parameters;
  const { bays } = setUp.building;
  const dust = setUp.parameters.dust.amount > 0 ? createDustCloud(options) : undefined;
  const air = followStoreys(model, 1);
  const times = { motionMs: 0, dustMs: 0 };
  let markMs = performance.now();
  const lap = (stage: 'motionMs' | 'dustMs'): void => {
    const nowMs = performance.now();
    times[stage] += nowMs - markMs;
    markMs = nowMs;
  };
  for await (const motion of simulateCollapse({
    model,
    trigger,
    direction,
    bays,
    painted: options.painted,
    frameRate,
    durationFrames,
    seed,
  })) {
    lap('motionMs');
    const frame = { motion, dust: dust?.step(motion) };
    writeHeardFrame(folder, {
      frame: motion.frame,
      events: motion.events,
      air: air.emit(motion).flatMap(toPressedAir),
    });
    writeSimulatedFrame(folder, frame);
    lap('dustMs');
    onStored(frame);
  }
  return times;
}

function toPressedAir({ centreM, airM3 = 0 }: DustEmission): PressedAir[] {
  const [x, y, z] = centreM;
  return airM3 > 0 ? [{ centreM: [x, y, z], airM3 }] : [];
}
