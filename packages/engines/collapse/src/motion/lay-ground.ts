import RAPIER from '@dimforge/rapier3d-deterministic-compat';
import type { TriggerOf } from '../set-up/trigger-schema.ts';
import type { BuildingModel } from '../structure/building-model.ts';

/** How far the ground reaches, and how thick it is, metres. */
const REACH_M = 400;
const HALF_THICKNESS_M = 5;
const FRICTION = 0.8;

type Settlement = NonNullable<TriggerOf<'ground'>['settlement']>;
type Span = readonly [from: number, to: number];

/** Lays the ground under a building; the function lets its settling part sink to a depth. */
export function layGround(
  world: RAPIER.World,
  { boundsM: { min, max } }: BuildingModel,
  { groups, settlement }: { readonly groups: number; readonly settlement?: Settlement | undefined },
): (depthM: number) => void {
  const [x, z] = [(min[0] + max[0]) / 2, (min[2] + max[2]) / 2];
  const wholeX: Span = [x - REACH_M, x + REACH_M];
  const wholeZ: Span = [z - REACH_M, z + REACH_M];
  const lay = (spanX: Span, spanZ: Span, body?: RAPIER.RigidBody): void => {
    const [halfX, halfZ] = [(spanX[1] - spanX[0]) / 2, (spanZ[1] - spanZ[0]) / 2];
    const desc = RAPIER.ColliderDesc.cuboid(halfX, HALF_THICKNESS_M, halfZ)
      .setTranslation(spanX[0] + halfX, -HALF_THICKNESS_M, spanZ[0] + halfZ)
      .setFriction(FRICTION)
      .setCollisionGroups(groups);
    world.createCollider(desc, body);
  };
  if (!settlement) {
    lay(wholeX, wholeZ);
    return () => {};
  }
  const { minM, maxM } = settlement;
  lay([wholeX[0], minM[0]], wholeZ);
  lay([maxM[0], wholeX[1]], wholeZ);
  lay([minM[0], maxM[0]], [wholeZ[0], minM[1]]);
  lay([minM[0], maxM[0]], [maxM[1], wholeZ[1]]);
  const body = world.createRigidBody(RAPIER.RigidBodyDesc.kinematicPositionBased());
  lay([minM[0], maxM[0]], [minM[1], maxM[1]], body);
  return (depthM) => body.setNextKinematicTranslation({ x: 0, y: -depthM, z: 0 });
}
