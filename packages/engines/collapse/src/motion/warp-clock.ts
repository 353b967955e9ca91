import type { TimeWarpKey } from '../set-up/direction-schema.ts';

/**
 * The simulation's clock: frames of the simulation that have passed at a frame of the film. Speed eases from key to key
 * (3t² − 2t³); before the first and after the last key it holds. Without keys the two are equal.
 */
export function warpClock(keys: readonly TimeWarpKey[]): (filmFrame: number) => number {
  const first = keys[0];
  if (!first) return (filmFrame) => filmFrame;
  return (filmFrame) => {
    let passed = first.speed * Math.min(filmFrame, first.frame);
    keys.forEach((from, i) => {
      if (filmFrame <= from.frame) return;
      const to = keys[i + 1];
      const lengthFrames = to ? to.frame - from.frame : Number.POSITIVE_INFINITY;
      const since = Math.min(filmFrame - from.frame, lengthFrames);
      const t = to ? since / lengthFrames : 0;
      const change = to ? to.speed - from.speed : 0;
      passed += from.speed * since + change * lengthOfEase(t, to ? lengthFrames : 0);
    });
    return passed;
  };
}

/** ∫ (3t² − 2t³) over a stretch of frames. */
function lengthOfEase(t: number, lengthFrames: number): number {
  return lengthFrames * (t * t * t - (t * t * t * t) / 2);
}
