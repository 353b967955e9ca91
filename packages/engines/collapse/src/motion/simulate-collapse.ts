import { advanceCollapse, createCollapse } from './advance-collapse.ts';
import type { CollapseEvent, MotionFrame } from './motion-frame.ts';
import type { CollapseMotionOptions } from './motion-options.ts';
import { blendPoses, recordPoses, recordRestPoses } from './record-poses.ts';

/** Longest step of the rigid solver, seconds. */
const LONGEST_STEP_S = 1 / 60;

/**
 * Yields the motion frame by frame, as it is computed. Same options, same bytes; before the trigger every pose is the
 * rest pose bit for bit. Throws `signal.reason` when aborted.
 */
export async function* simulateCollapse(options: CollapseMotionOptions): AsyncGenerator<MotionFrame> {
  const { model, frameRate, durationFrames, signal } = options;
  const rest = recordRestPoses(model);
  const frameS = frameRate.denominator / frameRate.numerator;
  const steps = Math.max(2, Math.ceil(frameS / LONGEST_STEP_S - 1e-9));
  const collapse = await createCollapse(options, frameS / steps);
  try {
    let startPoses = rest;
    for (let frame = 0; frame < durationFrames; frame++) {
      const events: CollapseEvent[] = [];
      let middlePoses = startPoses;
      for (let step = 0; step < steps; step++) {
        signal?.throwIfAborted();
        if (frame + 1 > options.trigger.startFrame) events.push(...advanceCollapse(collapse, frame + step / steps));
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
        moved: markMoved(collapse.rigid.groupOf),
        events,
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

function markMoved(groupOf: readonly { readonly anchored: boolean }[]): Uint8Array {
  return Uint8Array.from(groupOf, ({ anchored }) => (anchored ? 0 : 1));
}
