import { type MotionFrame, POSE_STRIDE } from './motion-frame.ts';

/**
 * A piece's pose within a frame: linear between start, middle and end; rotations the short way, normalised.
 * @param shutterTime 0 at the frame's start, 1 at its end
 * @param out `POSE_STRIDE` numbers
 */
export function interpolatePose(frame: MotionFrame, piece: number, shutterTime: number, out: Float32Array): void {
  const late = shutterTime >= 0.5;
  const from = late ? frame.middlePoses : frame.startPoses;
  const to = late ? frame.endPoses : frame.middlePoses;
  const base = piece * POSE_STRIDE;
  if (frame.moved[piece] !== 1) {
    for (let k = 0; k < POSE_STRIDE; k++) out[k] = frame.startPoses[base + k] ?? 0;
    return;
  }
  const t = 2 * shutterTime - (late ? 1 : 0);
  let cosine = 0;
  for (let k = 3; k < POSE_STRIDE; k++) cosine += (from[base + k] ?? 0) * (to[base + k] ?? 0);
  const turn = cosine < 0 ? -1 : 1;
  let norm = 0;
  for (let k = 0; k < POSE_STRIDE; k++) {
    const end = (to[base + k] ?? 0) * (k >= 3 ? turn : 1);
    const value = (from[base + k] ?? 0) * (1 - t) + end * t;
    out[k] = value;
    if (k >= 3) norm += value * value;
  }
  const scale = 1 / Math.sqrt(norm);
  for (let k = 3; k < POSE_STRIDE; k++) out[k] = (out[k] ?? 0) * scale;
}
