import { STRESS_NODE_STRIDE } from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import type { BondNetwork } from './bond-network.ts';
import type { PieceForces } from './gather-loads.ts';
import { settledAt, shakeAt } from './ground-motion.ts';
import { forEachBond, read } from './held-bonds.ts';
import type { Burning, TriggerPlan } from './plan-trigger.ts';
import { GRAVITY_MS2, type RigidWorld, toWorld } from './rigid-world.ts';
import type { StressState } from './stress-state.ts';

/** Lets fire weaken what it burns: a bond is as strong as the weaker of its two ends. */
export function weakenBurning(network: BondNetwork, burning: readonly Burning[], clockFrame: number): void {
  for (const { piece, fromFrame, toFrame, strengthLeft } of burning) {
    if (clockFrame <= fromFrame) continue;
    const burnt = Math.min(1, (clockFrame - fromFrame) / (toFrame - fromFrame));
    const left = 1 - burnt * (1 - strengthLeft);
    forEachBond(network, piece, (bond) => {
      network.weakening[bond] = Math.min(read(network.weakening, bond), left);
    });
  }
}

/** Moves the ground; gives its acceleration. The picture stands still with it, so what is loose feels the opposite. */
export function moveGround(
  { ground }: TriggerPlan,
  { rigid, stress }: { readonly rigid: RigidWorld; readonly stress: StressState },
  clockFrame: number,
): Vec3 {
  if (!ground) return [0, 0, 0];
  const depthM = settledAt(ground, clockFrame);
  stress.solver.shifts[stress.sinkingNode * STRESS_NODE_STRIDE + 1] = -depthM;
  rigid.sinkGround(depthM);
  const shake = shakeAt(ground, clockFrame);
  rigid.world.gravity = { x: -shake[0], y: -GRAVITY_MS2 - shake[1], z: -shake[2] };
  return shake;
}

/** The forces on pieces with a push that acts now; what has come loose is moved by it. */
export function addPush(
  { push }: TriggerPlan,
  { rigid, pressed }: { readonly rigid: RigidWorld; readonly pressed: PieceForces },
  { clockFrame, stepS }: { readonly clockFrame: number; readonly stepS: number },
): PieceForces {
  if (!push || clockFrame < push.fromFrame || clockFrame >= push.toFrame) return pressed;
  const forces = new Map(pressed);
  for (const [piece, [x, y, z]] of push.forces) {
    const [px, py, pz] = forces.get(piece) ?? [0, 0, 0];
    forces.set(piece, [px + x, py + y, pz + z]);
    const group = rigid.groupOf[piece];
    const origin = rigid.model.pieces[piece]?.restOriginM;
    if (!group || !origin || group.anchored) continue;
    const at = toWorld(group, origin);
    group.body.applyImpulseAtPoint(
      { x: x * stepS, y: y * stepS, z: z * stepS },
      { x: at[0], y: at[1], z: at[2] },
      true,
    );
  }
  return forces;
}
