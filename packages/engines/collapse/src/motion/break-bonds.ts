import type { Vec3 } from '../set-up/measures.ts';
import type { PieceMaterial } from '../structure/building-model.ts';
import { hashIntegers } from '../structure/seeded-random.ts';
import { type BondNetwork, read } from './bond-network.ts';
import { laySeams } from './lay-seams.ts';
import type { CollapseEvent } from './motion-frame.ts';
import { type RigidWorld, readMotion, toWorld, velocityAt } from './rigid-world.ts';
import { bondForce, type LoadSolver } from './solve-loads.ts';

/** Compressive over tensile strength of whole walls and slabs. */
const COMPRESSION_RATIO = 9;
/** Standing walls never carry more than this part of what breaks them, whatever the set-up. */
const RESERVE = 1.7;
/** What is left of the strength along the seams. */
const SEAM_STRENGTH = 0.12;
/** Time in which a bond at twice its strength gives way, seconds. */
const GIVING_WAY_S = 0.07;
const SUDDEN_RATIO = 5;

/**
 * How much a bond bears, over its nominal strength: its own luck, less along the seams, and no less than what it carries
 * at rest with a reserve, so that a standing building stands.
 */
export function describeStrength(network: BondNetwork, solver: LoadSolver, seed: number): Float32Array {
  const { bonds } = network.model;
  const block = laySeams(network.model, seed);
  return Float32Array.from({ length: bonds.count }, (_, bond) => {
    const luck = 0.65 + (0.7 * hashIntegers(seed, bond, 0x51)) / 4294967296;
    const b = read(bonds.pieceB, bond);
    const seam = b >= 0 && read(block, read(bonds.pieceA, bond)) !== read(block, b);
    return Math.max(luck * (seam ? SEAM_STRENGTH : 1), usageOf(network, solver, bond) * RESERVE);
  });
}

/** Stress over strength of a bond under the solved loads, at nominal strength. */
function usageOf({ model: { bonds } }: BondNetwork, solver: LoadSolver, bond: number): number {
  const force = bondForce(solver, bonds, bond);
  const ny = bonds.normal[3 * bond + 1] as number;
  const area = bonds.areaM2[bond] as number;
  const tension = bonds.tensionPa[bond] as number;
  const pressed = (-force * ny) / area;
  const sheared = (Math.abs(force) * Math.sqrt(Math.max(0, 1 - ny * ny))) / area;
  const normal = pressed > 0 ? pressed / (tension * COMPRESSION_RATIO) : -pressed / tension;
  return Math.max(normal, sheared / (bonds.shearPa[bond] as number));
}

/** Ages overloaded bonds by one step; returns those that give way. */
export function findOverloaded(
  network: BondNetwork,
  solver: LoadSolver,
  strength: Float32Array,
  stepS: number,
): number[] {
  const broken: number[] = [];
  const { holds, damage, weakening } = network;
  for (let bond = 0; bond < holds.length; bond++) {
    if (!holds[bond]) continue;
    const usage = usageOf(network, solver, bond) / (read(strength, bond) * read(weakening, bond));
    if (usage <= 1) continue;
    damage[bond] = read(damage, bond) + (stepS / GIVING_WAY_S) * (usage - 1);
    if (usage > SUDDEN_RATIO || read(damage, bond) >= 1) broken.push(bond);
  }
  return broken;
}

/** Lets a bond go and describes it. Undefined when it was broken before. */
export function breakBond(
  network: BondNetwork,
  rigid: RigidWorld,
  bond: number,
  at: { frameTime: number; impulseNs: number },
): CollapseEvent | undefined {
  if (!network.holds[bond]) return undefined;
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

function isGlass(material: PieceMaterial): boolean {
  return material === 'glass';
}
