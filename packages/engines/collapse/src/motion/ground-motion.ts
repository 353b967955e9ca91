import type { Vec3 } from '../set-up/measures.ts';
import type { TriggerOf } from '../set-up/trigger-schema.ts';

type Ground = TriggerOf<'ground'>;

const STILL: Vec3 = [0, 0, 0];

/** Acceleration of the ground at a moment: straight between the entries, still before and after them. */
export function shakeAt({ shaking, startFrame }: Ground, clockFrame: number): Vec3 {
  const after = clockFrame - startFrame;
  const next = shaking?.findIndex(({ afterFrames }) => afterFrames > after) ?? -1;
  const [from, to] = [shaking?.[next - 1], shaking?.[next]];
  if (!from || !to) return STILL;
  const t = (after - from.afterFrames) / (to.afterFrames - from.afterFrames);
  const mix = (k: 0 | 1 | 2): number => from.ms2[k] + (to.ms2[k] - from.ms2[k]) * t;
  return [mix(0), mix(1), mix(2)];
}

/** How far the ground has sunk under the settling part, metres; it eases in and out. */
export function settledAt({ settlement, startFrame }: Ground, clockFrame: number): number {
  if (!settlement) return 0;
  const t = Math.min(1, Math.max(0, (clockFrame - startFrame) / settlement.overFrames));
  return settlement.depthM * t * t * (3 - 2 * t);
}

/** Whether a place on the ground lies on its settling part. */
export function sinksAt({ settlement }: Ground, [x, , z]: Vec3): boolean {
  if (!settlement) return false;
  const { minM, maxM } = settlement;
  return x >= minM[0] && x <= maxM[0] && z >= minM[1] && z <= maxM[1];
}
