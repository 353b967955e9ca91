import type { Vec3 } from '../set-up/measures.ts';
import { isBearing } from '../structure/bearing-kinds.ts';
import type { PieceMaterial } from '../structure/building-model.ts';
import { hashIntegers } from '../structure/seeded-random.ts';
import type { BondNetwork } from './bond-network.ts';
import { read } from './held-bonds.ts';
import { laySeams } from './lay-seams.ts';
import type { CollapseEvent } from './motion-frame.ts';
import { type RigidWorld, readMotion, toWorld, velocityAt } from './rigid-world.ts';
import { crackBond, cracksOnly, type StressState, usageOf } from './stress-state.ts';

/** Standing walls never carry more than this part of what breaks them, whatever the set-up. */
const RESERVE = 1.7;
/** What is left of the strength along the seams. */
const SEAM_STRENGTH = 0.12;
/** What the joints of panels, partitions and the like bear, as a share of their matter. */
const FILLING_STRENGTH = 0.2;
/** How much stronger a lump is in itself. */
const LUMP_STRENGTH = 2;
/** Time in which a bond at twice its strength gives way, seconds. */
const GIVING_WAY_S = 0.07;
const SUDDEN_RATIO = 5;

/**
 * How much a bond bears, over its nominal strength: its own luck, what the set-up asks for, less along the seams, and no
 * less than what it carries at rest with a reserve, so that a standing building stands.
 */
export function describeStrength(
  network: BondNetwork,
  state: StressState,
  { seed, factors }: { readonly seed: number; readonly factors: Float32Array },
): Float32Array {
  const { bonds } = network.model;
  const block = laySeams(network.model, seed);
  return Float32Array.from({ length: bonds.count }, (_, bond) => {
    const a = read(bonds.pieceA, bond);
    const luck = 0.65 + (0.7 * hashIntegers(seed, bond, 0x51)) / 4294967296;
    const b = read(bonds.pieceB, bond);
    const seam = b >= 0 && read(block, a) !== read(block, b);
    const lump = b >= 0 && network.lumpOf[a] === network.lumpOf[b] ? LUMP_STRENGTH : 1;
    const joint = isBearing(network.model, a) && (b < 0 || isBearing(network.model, b)) ? 1 : FILLING_STRENGTH;
    const asked = (read(factors, a) + read(factors, b < 0 ? a : b)) / 2;
    return Math.max(asked * luck * lump * joint * (seam ? SEAM_STRENGTH : 1), usageOf(state, network, bond) * RESERVE);
  });
}

/**
 * Ages overloaded bonds by one step; returns those that give way, the worst first. A crack relieves what lies beside it, so
 * of a piece's bonds only the most overloaded one gives way in a step. One that is bent open while pressed becomes a hinge.
 */
export function findOverloaded(
  network: BondNetwork,
  state: StressState,
  strength: Float32Array,
  stepS: number,
): number[] {
  const failing: { readonly bond: number; readonly usage: number }[] = [];
  const { holds, damage, weakening } = network;
  const { pieceA, pieceB } = network.model.bonds;
  for (let bond = 0; bond < holds.length; bond++) {
    if (holds[bond] === 0 || state.parts[read(pieceA, bond)] === 'still') continue;
    const usage = usageOf(state, network, bond) / (read(strength, bond) * read(weakening, bond));
    if (usage <= 1) continue;
    damage[bond] = read(damage, bond) + (stepS / GIVING_WAY_S) * (usage - 1);
    if (usage > SUDDEN_RATIO || read(damage, bond) >= 1) failing.push({ bond, usage });
  }
  failing.sort((m, n) => n.usage - m.usage || m.bond - n.bond);
  const relieved = new Set<number>();
  return failing.flatMap(({ bond }) => {
    const ends = [read(pieceA, bond), read(pieceB, bond)].filter((piece) => piece >= 0);
    if (ends.some((piece) => relieved.has(piece))) return [];
    for (const piece of ends) relieved.add(piece);
    if (!cracksOnly(state, network, bond)) return [bond];
    crackBond(state, network, bond);
    return [];
  });
}

/** Lets a bond go and describes it. Undefined when it was broken before. */
export function breakBond(
  network: BondNetwork,
  rigid: RigidWorld,
  bond: number,
  at: { frameTime: number; impulseNs: number },
): CollapseEvent | undefined {
  if (!network.holds[bond] || isHeld(network, bond)) return undefined;
  network.holds[bond] = 0;
  network.broken++;
  const { bonds, pieces } = network.model;
  const [pieceA, pieceB] = [read(bonds.pieceA, bond), read(bonds.pieceB, bond)];
  const [a, b] = [pieces[pieceA], pieces[pieceB]];
  const group = rigid.groupOf[pieceA];
  if (!a || !group) return undefined;
  const centre: Vec3 = [0, 1, 2].map((k) => read(bonds.centreM, 3 * bond + k)) as [number, number, number];
  const positionM = toWorld(group, centre);
  const glass = isGlass(a.material) || (b !== undefined && isGlass(b.material));
  return {
    kind: glass ? 'glass' : 'break',
    frameTime: at.frameTime,
    positionM,
    velocityMs: group.anchored ? [0, 0, 0] : velocityAt(group, readMotion(group), positionM),
    massKg: glass && isGlass(a.material) ? a.massKg : a.massKg + (b?.massKg ?? 0),
    areaM2: read(bonds.areaM2, bond),
    impulseNs: at.impulseNs,
    pieceA,
    pieceB,
  };
}

/** Within a part that stays up nothing breaks. */
export function isHeld({ held, model: { bonds } }: BondNetwork, bond: number): boolean {
  const b = read(bonds.pieceB, bond);
  return held[read(bonds.pieceA, bond)] === 1 && (b < 0 || held[b] === 1);
}

function isGlass(material: PieceMaterial): boolean {
  return material === 'glass';
}
