import type { Vec3 } from '../set-up/measures.ts';
import { dot } from '../set-up/vector.ts';
import type { BondNetwork } from './bond-network.ts';
import { crumbleForce, crushForce } from './crush-force.ts';
import { forEachBond, read } from './held-bonds.ts';
import type { CollapseEvent } from './motion-frame.ts';
import {
  GRAVITY_MS2,
  type GroupMotion,
  type RigidGroup,
  type RigidWorld,
  toWorld,
  velocityAt,
  writeMotion,
} from './rigid-world.ts';

/** What holds a lump together bears this many times as much. */
const TOUGHNESS = 8;
/** Stress in the struck body is worked out from at most this many times the crushing force. */
const BORNE_RATIO = 3;
/** What is so much heavier than rubble at rest, and presses on it with so many times its weight, moves it again. */
const BLOCK_RATIO = 12;
const BURDEN_WEIGHTS = 8;
/** Slower blows raise no dust and make no sound. */
const LEAST_IMPACT_MS = 0.8;

/** What one step's contacts did. */
export interface StepImpacts {
  /** Force on each struck piece, newtons in the world, as far as it can bear it. */
  readonly pressed: Map<number, Vec3>;
  /** Bonds of crushed pieces, in order. */
  readonly crushed: Map<number, number>;
  /** Pieces at rest that a block of the building presses on. */
  readonly burdened: Set<number>;
  /** Loose pieces under more than they can bear. */
  readonly crumbled: Set<number>;
  readonly events: CollapseEvent[];
}

interface Contact {
  readonly pieces: readonly [number, number];
  readonly forceN: Vec3;
  readonly magnitudeN: number;
}

/**
 * Reads the step's contact forces. A piece that is struck harder than it can bear loses its bonds, and the bodies that met
 * there keep the velocity that the crushing leaves them, instead of stopping as if they were rigid.
 */
export function findImpacts(
  rigid: RigidWorld,
  network: BondNetwork,
  before: ReadonlyMap<RigidGroup, GroupMotion>,
  { stepS, frameTime }: { stepS: number; frameTime: number },
): StepImpacts {
  const result: StepImpacts = {
    pressed: new Map(),
    crushed: new Map(),
    burdened: new Set(),
    crumbled: new Set(),
    events: [],
  };
  const blows = new Map<RigidGroup, Blow>();
  for (const contact of readContacts(rigid)) {
    const yields = contact.pieces.map((piece) => yieldToContact(rigid, network, piece, { contact, stepS, result }));
    const bearableN = Math.min(...contact.pieces.map((piece) => bearableForce(rigid, network, piece)));
    const crushed = yields.includes(true);
    contact.pieces.forEach((piece, side) => {
      const group = rigid.groupOf[piece];
      if (!group) return;
      if (isBurdened(group, rigid.groupOf[contact.pieces[1 - side] ?? -1], contact)) result.burdened.add(piece);
      const borne = Math.min(1, (BORNE_RATIO * bearableN) / contact.magnitudeN) * (side === 0 ? 1 : -1);
      const [x, y, z] = result.pressed.get(piece) ?? [0, 0, 0];
      const [fx, fy, fz] = contact.forceN;
      result.pressed.set(piece, [x + borne * fx, y + borne * fy, z + borne * fz]);
      addBlow(blows, group, {
        contact,
        borneN: crushed ? Math.min(contact.magnitudeN, bearableN) : contact.magnitudeN,
        crushed,
      });
    });
    const event = describeImpact(rigid, contact, before, { stepS, frameTime });
    if (event) result.events.push(event);
  }
  for (const [group, { totalN, borneN, crushed }] of blows) {
    const was = before.get(group);
    if (crushed && was && !group.anchored) easeMotion(group, was, { borne: borneN / totalN, stepS });
  }
  return result;
}

function isBurdened({ resting, massKg }: RigidGroup, other: RigidGroup | undefined, { magnitudeN }: Contact): boolean {
  if (!resting || !other || other.anchored || other.massKg < BLOCK_RATIO * massKg) return false;
  return magnitudeN > BURDEN_WEIGHTS * GRAVITY_MS2 * massKg;
}

/** All that struck a group in one step. */
interface Blow {
  readonly totalN: number;
  readonly borneN: number;
  readonly crushed: boolean;
}

function addBlow(
  blows: Map<RigidGroup, Blow>,
  group: RigidGroup,
  { contact, borneN, crushed }: { contact: Contact; borneN: number; crushed: boolean },
): void {
  const sum = blows.get(group) ?? { totalN: 0, borneN: 0, crushed: false };
  blows.set(group, {
    totalN: sum.totalN + contact.magnitudeN,
    borneN: sum.borneN + borneN,
    crushed: sum.crushed || crushed,
  });
}

/** Whether a struck piece loses bonds or crumbles; notes it in the result. */
function yieldToContact(
  rigid: RigidWorld,
  network: BondNetwork,
  piece: number,
  { contact, stepS, result }: { contact: Contact; stepS: number; result: StepImpacts },
): boolean {
  const struck = rigid.model.pieces[piece];
  if (!struck) return false;
  const crushN = crushForce(struck);
  let yields = false;
  if (rigid.groupOf[piece]?.pieces.length === 1) {
    yields = rigid.crumbled[piece] === 0 && contact.magnitudeN > crumbleForce(struck);
    if (yields) result.crumbled.add(piece);
  } else {
    forEachBond(network, piece, (bond) => {
      if (contact.magnitudeN < crushN * toughnessOf(network, bond)) return;
      result.crushed.set(bond, contact.magnitudeN * stepS);
      yields = true;
    });
  }
  return yields;
}

function* readContacts(rigid: RigidWorld): Generator<Contact> {
  const found: Contact[] = [];
  rigid.events.drainContactForceEvents((event) => {
    const a = rigid.pieceOf.get(event.collider1()) ?? -1;
    const b = rigid.pieceOf.get(event.collider2()) ?? -1;
    const force = event.totalForce();
    const magnitudeN = event.totalForceMagnitude();
    const [first, second] = a >= 0 ? [a, b] : [b, a];
    if (first < 0 || !(magnitudeN > 0)) return;
    const at = placeOf(rigid, first);
    const other = second < 0 ? ([at[0], -1, at[2]] as const) : placeOf(rigid, second);
    const away = force.x * (at[0] - other[0]) + force.y * (at[1] - other[1]) + force.z * (at[2] - other[2]);
    const sign = away < 0 ? -1 : 1;
    found.push({ pieces: [first, second], forceN: [sign * force.x, sign * force.y, sign * force.z], magnitudeN });
  });
  found.sort((m, n) => m.pieces[0] - n.pieces[0] || m.pieces[1] - n.pieces[1]);
  yield* found;
}

function placeOf(rigid: RigidWorld, piece: number): Vec3 {
  const group = rigid.groupOf[piece];
  const origin = rigid.model.pieces[piece]?.restOriginM;
  if (!group || !origin) throw new Error(`No piece ${piece}.`);
  return toWorld(group, origin);
}

/** An element breaks into lumps of several pieces first. */
function toughnessOf({ lumpOf, model: { bonds } }: BondNetwork, bond: number): number {
  const b = read(bonds.pieceB, bond);
  return b >= 0 && lumpOf[read(bonds.pieceA, bond)] === lumpOf[b] ? TOUGHNESS : 1;
}

/** Loose pieces bear anything: they do not break further. */
function bearableForce(rigid: RigidWorld, network: BondNetwork, id: number): number {
  const piece = rigid.model.pieces[id];
  if (!piece) return Number.POSITIVE_INFINITY;
  let bonded = false;
  forEachBond(network, id, () => {
    bonded = true;
  });
  return bonded ? crushForce(piece) : Number.POSITIVE_INFINITY;
}

/** Between free fall through the blow and the rigid answer to it, by the part of the blow that the matter could bear. */
function easeMotion(group: RigidGroup, before: GroupMotion, { borne, stepS }: { borne: number; stepS: number }): void {
  const v = group.body.linvel();
  const w = group.body.angvel();
  const mix = (a: number, b: number): number => a + (b - a) * borne;
  writeMotion(group, {
    linear: [mix(before.linear[0], v.x), mix(before.linear[1] - GRAVITY_MS2 * stepS, v.y), mix(before.linear[2], v.z)],
    angular: [mix(before.angular[0], w.x), mix(before.angular[1], w.y), mix(before.angular[2], w.z)],
  });
}

function describeImpact(
  rigid: RigidWorld,
  { pieces: [a, b], magnitudeN }: Contact,
  before: ReadonlyMap<RigidGroup, GroupMotion>,
  { stepS, frameTime }: { stepS: number; frameTime: number },
): CollapseEvent | undefined {
  const moving = [a, b].map((piece) => describeMover(rigid, piece, before));
  const [first, second] = moving;
  const hitting = second && (!first || second.speed > first.speed) ? second : first;
  const other = hitting === first ? second : first;
  if (!hitting) return undefined;
  const [vx, vy, vz] = other?.velocity ?? [0, 0, 0];
  const [dx, dy, dz] = [hitting.velocity[0] - vx, hitting.velocity[1] - vy, hitting.velocity[2] - vz];
  if (dx * dx + dy * dy + dz * dz < LEAST_IMPACT_MS * LEAST_IMPACT_MS) return undefined;
  const piece = rigid.model.pieces[hitting.piece];
  if (!piece) return undefined;
  return {
    kind: 'impact',
    frameTime,
    positionM: hitting.place,
    velocityMs: hitting.velocity,
    massKg: piece.massKg,
    areaM2: piece.radiusM * piece.radiusM,
    impulseNs: magnitudeN * stepS,
    pieceA: hitting.piece,
    pieceB: hitting.piece === a ? b : a,
  };
}

function describeMover(rigid: RigidWorld, piece: number, before: ReadonlyMap<RigidGroup, GroupMotion>) {
  const group = rigid.groupOf[piece];
  const motion = group && before.get(group);
  if (!group || !motion) return undefined;
  const place = placeOf(rigid, piece);
  const velocity = velocityAt(group, motion, place);
  return { piece, place, velocity, speed: dot(velocity, velocity) };
}
