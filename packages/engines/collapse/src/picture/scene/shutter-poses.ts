import { traceMask } from '@backlot/kernels';
import { interpolatePose } from '../../motion/interpolate-pose.ts';
import { type MotionFrame, POSE_STRIDE } from '../../motion/motion-frame.ts';
import type { BuildingModel } from '../../structure/building-model.ts';

/** Numbers a pose matrix: 3×4, row-major, object → world. */
const MATRIX_LENGTH = 12;

/** Share of a frame that the shutter is open: 180°. */
const SHUTTER = 0.5;

/** A frame's poses as the tracer takes them. */
export interface ShutterPoses {
  /** [samples][instances][12]. */
  readonly poses: Float32Array;
  /** [instances][12] at the first sample of the frame before. */
  readonly previousPoses: Float32Array;
  /** [instances], 1 = stands as it did at rest. */
  readonly atRest: Uint8Array;
  /** [instances]: what rays see; absent while nothing has turned to grains. */
  readonly masks?: Uint8Array;
}

/** Poses of everything at rest; catchers never move. */
export function makeRestMatrices(model: BuildingModel, instanceCount: number): Float32Array {
  const matrices = new Float32Array(instanceCount * MATRIX_LENGTH);
  for (let instance = 0; instance < instanceCount; instance++) {
    const at = instance * MATRIX_LENGTH;
    matrices[at] = matrices[at + 5] = matrices[at + 10] = 1;
    const origin = model.pieces[instance]?.restOriginM ?? [0, 0, 0];
    for (let axis = 0; axis < 3; axis++) matrices[at + axis * 4 + 3] = origin[axis] ?? 0;
  }
  return matrices;
}

/**
 * Poses at the time samples of a 180° shutter: sample s of n stands at (s + ½) / (2n) of the frame. Pieces that have not moved keep the rest matrix bit for bit.
 * `previous` is the frame before, for motion vectors; at frame 0 nothing has moved.
 */
export function makeShutterPoses(
  rest: Float32Array,
  motion: { readonly current: MotionFrame; readonly previous: MotionFrame | undefined },
  samples: number,
): ShutterPoses {
  const instanceCount = rest.length / MATRIX_LENGTH;
  const pieceCount = motion.current.moved.length;
  const poses = new Float32Array(samples * rest.length);
  const atRest = new Uint8Array(instanceCount).fill(1);
  for (let sample = 0; sample < samples; sample++) poses.set(rest, sample * rest.length);
  const previousPoses = rest.slice();
  for (let piece = 0; piece < pieceCount; piece++) {
    if (!motion.current.moved[piece]) continue;
    atRest[piece] = 0;
    for (let sample = 0; sample < samples; sample++) {
      const shutterTime = (SHUTTER * (sample + 0.5)) / samples;
      writeMatrix(poses, sample * rest.length + piece * MATRIX_LENGTH, motion.current, piece, shutterTime);
    }
    if (motion.previous?.moved[piece]) {
      writeMatrix(previousPoses, piece * MATRIX_LENGTH, motion.previous, piece, (SHUTTER * 0.5) / samples);
    }
  }
  return { poses, previousPoses, atRest, ...hideGone(motion.current.gone, instanceCount) };
}

function hideGone(gone: Uint8Array, instanceCount: number): Pick<ShutterPoses, 'masks'> {
  if (!gone.includes(1)) return {};
  const masks = new Uint8Array(instanceCount).fill(traceMask.catcher | traceMask.shadow);
  gone.forEach((isGone, piece) => {
    masks[piece] = isGone === 1 ? 0 : traceMask.piece | traceMask.shadow;
  });
  return { masks };
}

const pose = new Float32Array(POSE_STRIDE);

/** Writes a piece's pose at a time within the frame (0..1) as a matrix. */
function writeMatrix(target: Float32Array, at: number, frame: MotionFrame, piece: number, shutterTime: number): void {
  interpolatePose(frame, piece, shutterTime, pose);
  const [px = 0, py = 0, pz = 0, qx = 0, qy = 0, qz = 0, qw = 1] = pose;
  const scale = 2 / (qx * qx + qy * qy + qz * qz + qw * qw);
  target[at] = 1 - scale * (qy * qy + qz * qz);
  target[at + 1] = scale * (qx * qy - qz * qw);
  target[at + 2] = scale * (qx * qz + qy * qw);
  target[at + 3] = px;
  target[at + 4] = scale * (qx * qy + qz * qw);
  target[at + 5] = 1 - scale * (qx * qx + qz * qz);
  target[at + 6] = scale * (qy * qz - qx * qw);
  target[at + 7] = py;
  target[at + 8] = scale * (qx * qz - qy * qw);
  target[at + 9] = scale * (qy * qz + qx * qw);
  target[at + 10] = 1 - scale * (qx * qx + qy * qy);
  target[at + 11] = pz;
}
