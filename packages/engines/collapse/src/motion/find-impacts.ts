import type { Vec3 } from '../set-up/measures.ts';
import type { PieceMaterial } from '../structure/building-model.ts';
import { type BondNetwork, forEachBond } from './bond-network.ts';
import type { CollapseEvent } from './motion-frame.ts';
import { type GroupMotion, type RigidGroup, type RigidWorld, toWorld, velocityAt, writeMotion } from './rigid-world.ts';

/** Pressure at which a struck piece comes loose and lets the rest go on, pascals: whole walls crush far below their stones' strength. */
const CRUSH_PA: Readonly<Record<PieceMaterial, number>> = {
  masonry: 0.9e6,
  concrete: 2.2e6,
  glass: 0.02e6,
  frame: 0.3e6,
  plaster: 0.2e6,
  roofing: 0.5e6,
};
/** Slower blows raise no dust and make no sound. */
const LEAST_IMPACT_MS = 0.8;

/** What one step's contacts did. */
export interface StepImpacts {
  /** Upward (+) force on each struck piece, newtons, as far as it can bear it. */
  readonly lift: Map<number, number>;
  /** Bonds of crushed pieces, in order. */
  readonly crushed: Map<number, number>;
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
  const result: StepImpacts = { lift: new Map(), crushed: new Map(), events: [] };
  const totals = new Map<RigidGroup, { total: number; borne: number; crushed: boolean }>();
  for (const contact of readContacts(rigid)) {
    const bearable = Math.min(...contact.pieces.map((piece) => bearableForce(rigid, network, piece)));
    const crushes = contact.magnitudeN > bearable;
    const borneN = Math.min(contact.magnitudeN, bearable);
    contact.pieces.forEach((piece, side) => {
      const group = rigid.groupOf[piece];
      if (!group) return;
      if (contact.magnitudeN > bearableForce(rigid, network, piece)) {
        forEachBond(network, piece, (bond) => {
          result.crushed.set(bond, contact.magnitudeN * stepS);
        });
      }
      const lift = ((side === 0 ? 1 : -1) * contact.forceN[1] * borneN) / contact.magnitudeN;
      result.lift.set(piece, (result.lift.get(piece) ?? 0) + lift);
      const sum = totals.get(group) ?? { total: 0, borne: 0, crushed: false };
      totals.set(group, {
        total: sum.total + contact.magnitudeN,
        borne: sum.borne + borneN,
        crushed: sum.crushed || crushes,
      });
    });
    const event = describeImpact(rigid, contact, before, { stepS, frameTime });
    if (event) result.events.push(event);
  }
  for (const [group, { total, borne, crushed }] of totals) {
    const was = before.get(group);
    if (crushed && was && !group.anchored) easeMotion(group, was, borne / total);
  }
  return result;
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

/** Loose pieces bear anything: they do not break further. */
function bearableForce(rigid: RigidWorld, network: BondNetwork, id: number): number {
  const piece = rigid.model.pieces[id];
  if (!piece) return Number.POSITIVE_INFINITY;
  let bonded = false;
  forEachBond(network, id, () => {
    bonded = true;
  });
  return bonded ? CRUSH_PA[piece.material] * piece.radiusM * piece.radiusM : Number.POSITIVE_INFINITY;
}

/** Between the motion before the blow and the rigid answer to it, by the part of the blow that the matter could bear. */
function easeMotion(group: RigidGroup, before: GroupMotion, borne: number): void {
  const v = group.body.linvel();
  const w = group.body.angvel();
  const mix = (a: number, b: number): number => a + (b - a) * borne;
  writeMotion(group, {
    linear: [mix(before.linear[0], v.x), mix(before.linear[1], v.y), mix(before.linear[2], v.z)],
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
  return { piece, place, velocity, speed: velocity[0] ** 2 + velocity[1] ** 2 + velocity[2] ** 2 };
}
