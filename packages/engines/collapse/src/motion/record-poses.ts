import type { BuildingModel } from '../structure/building-model.ts';
import { POSE_STRIDE } from './motion-frame.ts';
import { type RigidWorld, toWorld } from './rigid-world.ts';

/** Poses of the standing building. */
export function recordRestPoses({ pieces }: BuildingModel): Float32Array {
  return Float32Array.from(pieces.flatMap(({ restOriginM }) => [...restOriginM, 0, 0, 0, 1]));
}

/** Poses now; pieces that still stand keep `rest` bit for bit. */
export function recordPoses(rigid: RigidWorld, rest: Float32Array): Float32Array {
  const poses = rest.slice();
  for (const group of rigid.groups) {
    if (group.anchored) continue;
    const q = group.body.rotation();
    for (const id of group.pieces) {
      const origin = rigid.model.pieces[id]?.restOriginM;
      if (!origin) continue;
      const [x, y, z] = toWorld(group, origin);
      const base = id * POSE_STRIDE;
      poses[base] = x;
      poses[base + 1] = y;
      poses[base + 2] = z;
      poses[base + 3] = q.x;
      poses[base + 4] = q.y;
      poses[base + 5] = q.z;
      poses[base + 6] = q.w;
    }
  }
  return poses;
}

/** Poses halfway between two sets that lie one step apart; equal poses stay bit for bit. */
export function blendPoses(from: Float32Array, to: Float32Array): Float32Array {
  const poses = from.slice();
  for (let base = 0; base < poses.length; base += POSE_STRIDE) {
    let changed = false;
    let cosine = 0;
    for (let k = 0; k < POSE_STRIDE; k++) {
      changed ||= from[base + k] !== to[base + k];
      if (k >= 3) cosine += (from[base + k] ?? 0) * (to[base + k] ?? 0);
    }
    if (!changed) continue;
    const turn = cosine < 0 ? -1 : 1;
    let norm = 0;
    for (let k = 0; k < POSE_STRIDE; k++) {
      const value = ((from[base + k] ?? 0) + (to[base + k] ?? 0) * (k >= 3 ? turn : 1)) / 2;
      poses[base + k] = value;
      if (k >= 3) norm += value * value;
    }
    for (let k = 3; k < POSE_STRIDE; k++) poses[base + k] = (poses[base + k] ?? 0) / Math.sqrt(norm);
  }
  return poses;
}
