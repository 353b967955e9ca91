import RAPIER from '@dimforge/rapier3d-deterministic-compat';
import type { Vec3 } from '../set-up/measures.ts';
import type { TriggerOf } from '../set-up/trigger-schema.ts';
import type { BuildingModel, BuildingPiece, PieceMaterial } from '../structure/building-model.ts';
import type { Component } from './bond-network.ts';
import { crumbleForce } from './crush-force.ts';
import { read } from './held-bonds.ts';
import { layGround } from './lay-ground.ts';

export const GRAVITY_MS2 = 9.81;

/** A rigid body made of the pieces that hold together. Its frame is the world at rest: a piece's pose is the body's pose applied to its rest origin. */
export interface RigidGroup {
  readonly body: RAPIER.RigidBody;
  pieces: number[];
  anchored: boolean;
  massKg: number;
  /** Centre of mass at rest. */
  centreM: Vec3;
  /** Rubble that has come to rest and counts as ground. */
  resting: boolean;
  /** For how long it has hardly moved, seconds. */
  calmS: number;
}

/** The solver's world with the groups in it. */
export interface RigidWorld {
  readonly world: RAPIER.World;
  readonly events: RAPIER.EventQueue;
  readonly model: BuildingModel;
  /** Lets the settling part of the ground sink to a depth. */
  readonly sinkGround: (depthM: number) => void;
  readonly groups: Set<RigidGroup>;
  /** Group of each piece. */
  readonly groupOf: RigidGroup[];
  /** Collider of each piece; none where nothing is left of it. */
  readonly colliderOf: (RAPIER.Collider | undefined)[];
  /** Piece of each collider handle; the ground's is absent. */
  readonly pieceOf: Map<number, number>;
  /** 1 where a piece is ground down, so that others sink into it. */
  readonly crumbled: Uint8Array;
  /** 1 where nothing is left of a piece. */
  readonly gone: Uint8Array;
}

/** Hulls are this much smaller than the pieces, so that neighbours come apart without jamming. */
const HULL_SCALE = 0.97;
/** What is left of a crumbled piece as an obstacle. */
const CRUMBLED_SCALE = 0.8;
const FRICTION: Readonly<Record<PieceMaterial, number>> = {
  masonry: 0.7,
  concrete: 0.65,
  glass: 0.35,
  frame: 0.5,
  plaster: 0.6,
  roofing: 0.6,
};
/** Groups: 1 ground, 2 solid pieces, 4 glass. Shards meet the ground only. */
const SOLID_GROUPS = (0x2 << 16) | 0x3;
const GLASS_GROUPS = (0x4 << 16) | 0x1;
const GROUND_GROUPS = (0x1 << 16) | 0x6;

/** The building standing on the ground, as one fixed group. */
export async function createRigidWorld(
  model: BuildingModel,
  settlement?: TriggerOf<'ground'>['settlement'],
): Promise<RigidWorld> {
  await RAPIER.init();
  const world = new RAPIER.World({ x: 0, y: -GRAVITY_MS2, z: 0 });
  world.numSolverIterations = 2;
  world.integrationParameters.contact_natural_frequency = 20;
  const rigid: RigidWorld = {
    world,
    events: new RAPIER.EventQueue(true),
    model,
    sinkGround: layGround(world, model, { groups: GROUND_GROUPS, settlement }),
    groups: new Set(),
    groupOf: [],
    colliderOf: [],
    pieceOf: new Map(),
    crumbled: new Uint8Array(model.pieces.length),
    gone: new Uint8Array(model.pieces.length),
  };
  const pieces = model.pieces.map(({ id }) => id);
  const body = world.createRigidBody(RAPIER.RigidBodyDesc.fixed().setCanSleep(false));
  const group = describeGroup(rigid, body, { pieces, anchored: true });
  for (const piece of pieces) attach(rigid, group, piece);
  rigid.groups.add(group);
  return rigid;
}

/**
 * Splits a group into the components its bonds left. The largest keeps the body; the others get their own, with the
 * velocity that their matter had (v + ω×r). All wake.
 */
export function splitGroup(rigid: RigidWorld, group: RigidGroup, components: readonly Component[]): void {
  const largest = components.reduce((a, b) => (b.pieces.length > a.pieces.length ? b : a));
  const motion = readMotion(group);
  for (const component of components) {
    if (component === largest) continue;
    const desc = component.anchored ? RAPIER.RigidBodyDesc.fixed() : RAPIER.RigidBodyDesc.dynamic();
    const t = group.body.translation();
    desc.setAngularDamping(0.4).setCanSleep(false);
    desc.setTranslation(t.x, t.y, t.z).setRotation(group.body.rotation());
    const part = describeGroup(rigid, rigid.world.createRigidBody(desc), component);
    for (const piece of component.pieces) {
      detach(rigid, piece);
      attach(rigid, part, piece);
    }
    rigid.groups.add(part);
    if (!part.anchored) moveAs(part, group, motion);
  }
  const centre = group.centreM;
  Object.assign(group, describeGroup(rigid, group.body, largest));
  if (largest.anchored) return;
  if (!group.body.isDynamic()) group.body.setBodyType(RAPIER.RigidBodyType.Dynamic, true);
  moveAs(group, { ...group, centreM: centre }, motion);
}

/** Linear velocity at the centre of mass, and angular velocity. */
export interface GroupMotion {
  readonly linear: Vec3;
  readonly angular: Vec3;
}

/** Velocities of a group now. */
export function readMotion({ body }: RigidGroup): GroupMotion {
  const v = body.linvel();
  const w = body.angvel();
  return { linear: [v.x, v.y, v.z], angular: [w.x, w.y, w.z] };
}

/** Sets both velocities. */
export function writeMotion({ body }: RigidGroup, { linear, angular }: GroupMotion): void {
  body.setLinvel({ x: linear[0], y: linear[1], z: linear[2] }, true);
  body.setAngvel({ x: angular[0], y: angular[1], z: angular[2] }, true);
}

/** Velocity of the matter at a world point. */
export function velocityAt(group: RigidGroup, motion: GroupMotion, point: Vec3): Vec3 {
  const c = toWorld(group, group.centreM);
  const [rx, ry, rz] = [point[0] - c[0], point[1] - c[1], point[2] - c[2]];
  const [wx, wy, wz] = motion.angular;
  return [
    motion.linear[0] + wy * rz - wz * ry,
    motion.linear[1] + wz * rx - wx * rz,
    motion.linear[2] + wx * ry - wy * rx,
  ];
}

/** Where a point of the standing building is now, as part of a group. */
export function toWorld({ body }: RigidGroup, p: Vec3): Vec3 {
  const t = body.translation();
  const q = body.rotation();
  const [ux, uy, uz] = [2 * (q.y * p[2] - q.z * p[1]), 2 * (q.z * p[0] - q.x * p[2]), 2 * (q.x * p[1] - q.y * p[0])];
  return [
    t.x + p[0] + q.w * ux + q.y * uz - q.z * uy,
    t.y + p[1] + q.w * uy + q.z * ux - q.x * uz,
    t.z + p[2] + q.w * uz + q.x * uy - q.y * ux,
  ];
}

/** A direction or force in the world, turned back into the frame of the standing building. */
export function toRest({ body }: RigidGroup, v: Vec3): Vec3 {
  const q = body.rotation();
  const [ux, uy, uz] = [2 * (q.z * v[1] - q.y * v[2]), 2 * (q.x * v[2] - q.z * v[0]), 2 * (q.y * v[0] - q.x * v[1])];
  return [
    v[0] + q.w * ux - q.y * uz + q.z * uy,
    v[1] + q.w * uy - q.z * ux + q.x * uz,
    v[2] + q.w * uz - q.x * uy + q.y * ux,
  ];
}

function moveAs(part: RigidGroup, whole: RigidGroup, motion: GroupMotion): void {
  writeMotion(part, { linear: velocityAt(whole, motion, toWorld(part, part.centreM)), angular: motion.angular });
}

function describeGroup(rigid: RigidWorld, body: RAPIER.RigidBody, { pieces, anchored }: Component): RigidGroup {
  let massKg = 0;
  const moment = [0, 0, 0];
  for (const id of pieces) {
    const piece = rigid.model.pieces[id];
    if (!piece) continue;
    massKg += piece.massKg;
    piece.restOriginM.forEach((v, k) => {
      moment[k] = (moment[k] ?? 0) + v * piece.massKg;
    });
  }
  const centreM: Vec3 = [(moment[0] ?? 0) / massKg, (moment[1] ?? 0) / massKg, (moment[2] ?? 0) / massKg];
  return { body, pieces, anchored, massKg, centreM, resting: false, calmS: 0 };
}

/** Lays a group to rest: it counts as ground from now on. */
export function restGroup(group: RigidGroup): void {
  group.resting = true;
  group.body.setBodyType(RAPIER.RigidBodyType.Fixed, false);
}

/** Lets rubble at rest move again; what has turned to grains stays away. */
export function wakeGroup({ gone }: RigidWorld, group: RigidGroup): void {
  if (gone[group.pieces[0] ?? -1] === 1) return;
  group.resting = false;
  group.calmS = 0;
  group.body.setBodyType(RAPIER.RigidBodyType.Dynamic, true);
}

/** Shrinks a piece as an obstacle, once. */
export function crumble(rigid: RigidWorld, piece: number): void {
  const group = rigid.groupOf[piece];
  if (!group || rigid.crumbled[piece] === 1) return;
  rigid.crumbled[piece] = 1;
  detach(rigid, piece);
  attach(rigid, group, piece);
}

/** Takes a loose piece out of the solver, where it is. */
export function dissolve(rigid: RigidWorld, piece: number): void {
  const group = rigid.groupOf[piece];
  if (!group || group.pieces.length > 1 || rigid.gone[piece] === 1) return;
  rigid.gone[piece] = 1;
  rigid.crumbled[piece] = 1;
  detach(rigid, piece);
  restGroup(group);
}

function detach(rigid: RigidWorld, piece: number): void {
  const collider = rigid.colliderOf[piece];
  if (!collider) return;
  rigid.pieceOf.delete(collider.handle);
  rigid.world.removeCollider(collider, true);
  rigid.colliderOf[piece] = undefined;
}

function attach(rigid: RigidWorld, group: RigidGroup, piece: number): void {
  const collider = rigid.world.createCollider(describeCollider(rigid, piece), group.body);
  rigid.colliderOf[piece] = collider;
  rigid.pieceOf.set(collider.handle, piece);
  rigid.groupOf[piece] = group;
}

/** Contact force from which on a piece's contacts are looked at, newtons: they could break something, or be heard. */
function heardFrom(piece: BuildingPiece): number {
  return Math.max(4 * piece.massKg * GRAVITY_MS2, Math.min(12_000, crumbleForce(piece)));
}

function describeCollider({ model: { meshes, pieces }, crumbled }: RigidWorld, id: number): RAPIER.ColliderDesc {
  const piece = pieces[id];
  if (!piece) throw new Error(`No piece ${id}.`);
  const from = 3 * read(meshes.vertexStart, id);
  const to = 3 * read(meshes.vertexStart, id + 1);
  const scale = crumbled[id] === 1 ? CRUMBLED_SCALE : HULL_SCALE;
  const points = Float32Array.from(meshes.positionsM.subarray(from, to), (v) => v * scale);
  const glass = piece.material === 'glass';
  const desc = RAPIER.ColliderDesc.convexHull(points) ?? RAPIER.ColliderDesc.ball(piece.radiusM * 0.5);
  return desc
    .setTranslation(...piece.restOriginM)
    .setMass(piece.massKg)
    .setFriction(FRICTION[piece.material])
    .setRestitution(0.05)
    .setCollisionGroups(glass ? GLASS_GROUPS : SOLID_GROUPS)
    .setActiveEvents(RAPIER.ActiveEvents.CONTACT_FORCE_EVENTS)
    .setContactForceEventThreshold(glass ? 400 : heardFrom(piece));
}
