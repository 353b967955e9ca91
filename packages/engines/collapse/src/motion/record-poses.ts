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
      if (origin) poses.set([...toWorld(group, origin), q.x, q.y, q.z, q.w], id * POSE_STRIDE);
    }
  }
  return poses;
}
