import { advanceCollapse, createCollapse } from './advance-collapse.ts';
import type { CollapseEvent, MotionFrame } from './motion-frame.ts';
import type { CollapseMotionOptions } from './motion-options.ts';
import { blendPoses, recordPoses, recordRestPoses } from './record-poses.ts';
import { warpClock } from './warp-clock.ts';

/** Longest step of the rigid solver, seconds. */
const LONGEST_STEP_S = 1 / 60;
const STEP_GRID = 2 ** 28;

/**
 * Yields the motion frame by frame, as it is computed. Same options, same bytes; before the trigger every pose is the
 * rest pose bit for bit. Throws `signal.reason` when aborted.
 */
export async function* simulateCollapse(options: CollapseMotionOptions): AsyncGenerator<MotionFrame> {
  const { model, frameRate, durationFrames, signal, trigger, direction } = options;
  const rest = recordRestPoses(model);
  const frameS = frameRate.denominator / frameRate.numerator;
  const clock = warpClock(direction?.timeWarp ?? []);
  const startsAt = clock(trigger.startFrame);
  const collapse = await createCollapse(options);
  try {
    let startPoses = rest;
    for (let frame = 0; frame < durationFrames; frame++) {
      const events: CollapseEvent[] = [];
      let middlePoses = startPoses;
      const [from, to] = [clock(frame), clock(frame + 1)];
      const { steps, stepS } = divideFrame((to - from) * frameS);
      for (let step = 0; step < steps; step++) {
        signal?.throwIfAborted();
        if (to > startsAt) {
          const clockFrame = from + ((to - from) * step) / steps;
          const [fromFrame, toFrame] = [frame + step / steps, frame + (step + 1) / steps];
          events.push(...advanceCollapse(collapse, { clockFrame, stepS, fromFrame, toFrame }));
        }
        // With an odd number of steps the middle lies halfway between two.
        if (2 * (step + 1) === steps || 2 * (step + 1) === steps - 1) middlePoses = recordPoses(collapse.rigid, rest);
        else if (2 * (step + 1) === steps + 1) middlePoses = blendPoses(middlePoses, recordPoses(collapse.rigid, rest));
      }
      const endPoses = recordPoses(collapse.rigid, rest);
      yield {
        frame,
        startPoses,
        middlePoses,
        endPoses,
        gone: collapse.rigid.gone.slice(),
        moved: markMoved(collapse.rigid.groupOf),
        events,
        elapsedS: (to - from) * frameS,
        bodies: collapse.rigid.groups.size,
        brokenBonds: collapse.network.broken,
      };
      startPoses = endPoses;
      // Lets the caller's other work and an abort come through.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    collapse.rigid.events.free();
    collapse.rigid.world.free();
  }
}

/** Steps of equal length; none where time stands still. Rounded, so that an even speed has an even step. */
function divideFrame(elapsedS: number): { steps: number; stepS: number } {
  const steps = Math.ceil(elapsedS / LONGEST_STEP_S - 1e-9);
  return { steps, stepS: Math.round((elapsedS / steps) * STEP_GRID) / STEP_GRID };
}

function markMoved(groupOf: readonly { readonly anchored: boolean }[]): Uint8Array {
  return Uint8Array.from(groupOf, ({ anchored }) => (anchored ? 0 : 1));
}
