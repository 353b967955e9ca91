import type { DustEmission } from '@backlot/kernels';
import { type MotionFrame, POSE_STRIDE } from '../../motion/motion-frame.ts';
import type { BuildingModel } from '../../structure/building-model.ts';

/** Rubble is gathered into cubes of this edge; each pushes the air in it as one. */
const CUBE_M = 3;
const LEAST_SPEED_MS = 2;
/** Loose debris trails what clings to it; a cube filled more than this moves as one block and keeps it. */
const LOOSE_FILL = 0.12;
const TRAILS_FROM_MS = 5;
const TRAIL_KG_PER_M3_S = 0.6;

interface Cube {
  volumeM3: number;
  readonly position: [number, number, number];
  readonly velocity: [number, number, number];
}

/**
 * How falling pieces drag the air along, gripping by the share of the cube that they fill, and the dust that loose ones
 * trail. `amount` scales the dust.
 */
export function dragAir(model: BuildingModel, motion: MotionFrame, amount: number): DustEmission[] {
  if (motion.elapsedS === 0) return [];
  const cubes = new Map<string, Cube>();
  for (const piece of model.pieces) {
    if (!motion.moved[piece.id]) continue;
    const at = piece.id * POSE_STRIDE;
    const velocity = [0, 1, 2].map(
      (axis) => ((motion.endPoses[at + axis] ?? 0) - (motion.startPoses[at + axis] ?? 0)) / motion.elapsedS,
    );
    const [vx = 0, vy = 0, vz = 0] = velocity;
    if (vx * vx + vy * vy + vz * vz < LEAST_SPEED_MS * LEAST_SPEED_MS) continue;
    addToCube(cubes, motion.endPoses.subarray(at, at + 3), velocity, piece.volumeM3);
  }
  return [...cubes.values()].map((cube) => toMover(cube, amount * motion.elapsedS));
}

function addToCube(
  cubes: Map<string, Cube>,
  position: Float32Array,
  velocity: readonly number[],
  volumeM3: number,
): void {
  const key = Array.from(position, (metres) => Math.floor(metres / CUBE_M)).join(',');
  const cube = cubes.get(key) ?? { volumeM3: 0, position: [0, 0, 0], velocity: [0, 0, 0] };
  cube.volumeM3 += volumeM3;
  for (const axis of [0, 1, 2] as const) {
    cube.position[axis] += (position[axis] ?? 0) * volumeM3;
    cube.velocity[axis] += (velocity[axis] ?? 0) * volumeM3;
  }
  cubes.set(key, cube);
}

function toMover({ volumeM3, position, velocity }: Cube, trailS: number): DustEmission {
  const mean = (sum: readonly [number, number, number]) =>
    [sum[0] / volumeM3, sum[1] / volumeM3, sum[2] / volumeM3] as const;
  const centre = mean(position);
  const [vx, vy, vz] = mean(velocity);
  const fill = volumeM3 / (CUBE_M * CUBE_M * CUBE_M);
  const isTrailing = fill < LOOSE_FILL && vx * vx + vy * vy + vz * vz > TRAILS_FROM_MS * TRAILS_FROM_MS;
  return {
    centreM: [centre[0], Math.max(0.3, centre[1]), centre[2]],
    radiusM: CUBE_M / 2,
    velocityMPerS: [vx, vy, vz],
    massKg: isTrailing ? volumeM3 * TRAIL_KG_PER_M3_S * trailS : 0,
    grip: Math.min(0.5, 2.5 * fill),
  };
}
