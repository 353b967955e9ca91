import type { Vec3 } from '../set-up/measures.ts';
import type { CollapseEvent } from './motion-frame.ts';
import {
  GRAVITY_MS2,
  type GroupMotion,
  type RigidGroup,
  type RigidWorld,
  readMotion,
  restGroup,
  wakeGroup,
  writeMotion,
} from './rigid-world.ts';

/** Slower than this, in metres and radians per second, rubble counts as calm. */
const CALM_MS = 0.25;
const CALM_RAD_S = 0.5;
/** Rubble slower than this interlocks, losing this share of its motion a second. */
const SLOW_MS = 0.3;
const INTERLOCK_PER_S = 12;
/** Pieces of what counts as rubble; blocks of the building go on by their weight. */
const LARGEST_RUBBLE = 4;
/** So long must it be calm before it is laid to rest, seconds; as long again after it was found to lean on something. */
const CALM_S = 0.3;
/** It moves again when something this fast gives it this speed. */
const WAKING_MS = 2;
const WAKING_GAIN_MS = 1;

/**
 * Lays to rest what lies calm on the ground or on rubble at rest: it becomes part of the ground, at no cost, until it is
 * struck. What leans on something that may yet fall stays in motion. The solver's own sleep is not used: its islands fail
 * now and then when bodies sleep (rapier issue 918).
 */
export function restRubble(rigid: RigidWorld, motions: ReadonlyMap<RigidGroup, GroupMotion>, stepS: number): void {
  for (const [group, before] of motions) {
    if (!isCalm(before.linear, SLOW_MS)) {
      group.calmS = 0;
      continue;
    }
    const { linear, angular } = settle(group, before, stepS);
    if (!isCalm(linear, CALM_MS) || !isCalm(angular, CALM_RAD_S)) {
      group.calmS = 0;
      continue;
    }
    group.calmS += stepS;
    if (group.calmS < CALM_S) continue;
    group.calmS = 0;
    if (!liesFirm(rigid, group)) continue;
    restGroup(group);
  }
}

/** Takes motion out of rubble that something bears: broken edges interlock, where smooth hulls would rock on. */
function settle(group: RigidGroup, before: GroupMotion, stepS: number): GroupMotion {
  const now = readMotion(group);
  const falls = now.linear[1] - before.linear[1] < -0.5 * GRAVITY_MS2 * stepS;
  if (falls || group.pieces.length > LARGEST_RUBBLE) return now;
  const left = Math.max(0, 1 - INTERLOCK_PER_S * stepS);
  const slower = ([x, y, z]: Vec3): Vec3 => [x * left, y * left, z * left];
  const settled = { linear: slower(now.linear), angular: slower(now.angular) };
  writeMotion(group, settled);
  return settled;
}

/** Wakes what rests where a step's blows or a block's weight move it, and what may lie on it. */
export function wakeStruck(
  rigid: RigidWorld,
  { events, burdened }: { readonly events: readonly CollapseEvent[]; readonly burdened: ReadonlySet<number> },
): void {
  for (const piece of burdened) {
    const group = rigid.groupOf[piece];
    if (group) wakeAbove(rigid, group);
  }
  for (const { velocityMs, impulseNs, pieceB } of events) {
    const group = rigid.groupOf[pieceB];
    if (!group?.resting || isCalm(velocityMs, WAKING_MS) || impulseNs < WAKING_GAIN_MS * group.massKg) continue;
    wakeAbove(rigid, group);
  }
}

/** Wakes a resting group and all that lies on it, directly or not. */
function wakeAbove(rigid: RigidWorld, struck: RigidGroup): void {
  const waking = [struck];
  for (let group = waking.pop(); group; group = waking.pop()) {
    if (!group.resting) continue;
    wakeGroup(rigid, group);
    if (group.resting) continue;
    for (const other of rigid.groups) if (other.resting && mayLieOn(rigid, other, group)) waking.push(other);
  }
}

function mayLieOn({ model, colliderOf }: RigidWorld, upper: RigidGroup, lower: RigidGroup): boolean {
  const [a, b] = [upper.pieces[0] ?? 0, lower.pieces[0] ?? 0];
  const [p, q] = [colliderOf[a]?.translation(), colliderOf[b]?.translation()];
  if (!p || !q || p.y < q.y) return false;
  const reach = (model.pieces[a]?.radiusM ?? 0) + (model.pieces[b]?.radiusM ?? 0);
  const [dx, dy, dz] = [p.x - q.x, p.y - q.y, p.z - q.z];
  return dx * dx + dy * dy + dz * dz < reach * reach;
}

function isCalm([x, y, z]: readonly [number, number, number], limit: number): boolean {
  return x * x + y * y + z * z < limit * limit;
}

/** Whether it touches the ground or what rests on it, and nothing that stands. */
function liesFirm(rigid: RigidWorld, group: RigidGroup): boolean {
  let firm = false;
  let leans = false;
  for (const piece of group.pieces) {
    const own = rigid.colliderOf[piece];
    if (!own) continue;
    rigid.world.contactPairsWith(own, (other) => {
      if (leans) return;
      const neighbour = rigid.groupOf[rigid.pieceOf.get(other.handle) ?? -1];
      if (neighbour === group || (neighbour && !neighbour.resting && !neighbour.anchored)) return;
      if (!touches(rigid, own.handle, other.handle)) return;
      if (neighbour?.anchored) leans = true;
      else firm = true;
    });
  }
  return firm && !leans;
}

function touches({ world }: RigidWorld, a: number, b: number): boolean {
  const [first, second] = [world.getCollider(a), world.getCollider(b)];
  let contacts = 0;
  world.contactPair(first, second, (manifold) => {
    contacts += manifold.numContacts();
  });
  return contacts > 0;
}
