import {
  createStressSolver,
  type NodePart,
  STRESS_BEAM_STRIDE,
  STRESS_NODE_STRIDE,
  type StressSolver,
} from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import { dot } from '../set-up/vector.ts';
import { isBearing } from '../structure/bearing-kinds.ts';
import { materialLimits } from '../structure/material-limits.ts';
import type { BondNetwork } from './bond-network.ts';
import { read } from './held-bonds.ts';

/** Added to a bond's shear strength, over what presses its face (Mohr–Coulomb). */
const FRICTION = 0.5;
/** What is left of a cracked bond's strength against pull, and of its stiffness against turning. */
const CRACKED_TENSION = 0.3;
const HINGE_SHARE = 0.04;
/** However soft a joint is, it is open when its faces have moved so far. */
const WIDEST_M = 0.03;
/** Thinner than this no side of a beam counts, metres: a sliver would be too stiff to solve. */
const LEAST_LENGTH_M = 0.04;

/** Subgrade under footings gives by this much a pascal, metres: 10⁹ N/m³, a footing on gravel. */
const GROUND_COMPLIANCE = 1e-9;

/** How much more panels, partitions and the like give in their joints than their matter would. */
const FILLING_GIVE = 40;

/** Stresses in the bonds that hold, from step to step. */
export interface StressState {
  readonly solver: StressSolver;
  /** How each piece took part in the last solution. */
  readonly parts: NodePart[];
  /** Node of the firm ground, and of ground that may sink. */
  readonly groundNode: number;
  readonly sinkingNode: number;
  /** How far each bond gives under a pascal, metres. */
  readonly compliances: Float64Array;
}

/** The net of a building's pieces and bonds. Bonds to the ground under `sinks` hang on the sinking node. */
export function createStressState({ model }: BondNetwork, sinks?: (centreM: Vec3) => boolean): StressState {
  const { bonds, pieces } = model;
  const groundNode = pieces.length;
  const sinkingNode = groundNode + 1;
  const ends = new Int32Array(bonds.count * 2);
  const compliances = new Float64Array(bonds.count);
  for (let bond = 0; bond < bonds.count; bond++) {
    const b = read(bonds.pieceB, bond);
    const ground = sinks?.(faceCentre(bonds, bond)) ? sinkingNode : groundNode;
    ends.set([read(bonds.pieceA, bond), b < 0 ? ground : b], 2 * bond);
    compliances[bond] = complianceOf(model, bond);
  }
  const solver = createStressSolver({
    nodeCount: pieces.length + 2,
    originsM: [...pieces.flatMap(({ restOriginM }) => restOriginM), 0, 0, 0, 0, 0, 0],
    massesKg: [...pieces.map(({ massKg }) => massKg), 0, 0],
    // As half the ball around the piece.
    inertiasKgM2: [...pieces.map(({ massKg, radiusM }) => 0.2 * massKg * radiusM * radiusM), 0, 0],
    ends,
    centresM: bonds.centreM,
    normals: bonds.normal,
    majorAxes: bonds.majorAxis,
    sizesM: bonds.sizeM,
    areasM2: bonds.areaM2,
    compliances,
  });
  for (const node of [groundNode, sinkingNode]) solver.setPart(node, 'still');
  return { solver, parts: pieces.map(() => 'standing'), groundNode, sinkingNode, compliances };
}

/** Sets how a piece takes part and what presses on it, newtons in the world at rest. What it bore as another part is forgotten. */
export function loadPiece(state: StressState, piece: number, part: NodePart, forceN: Vec3 = [0, 0, 0]): void {
  state.solver.loads.set(forceN, piece * STRESS_NODE_STRIDE);
  if (state.parts[piece] === part) return;
  state.parts[piece] = part;
  state.solver.setPart(piece, part);
  state.solver.shifts.fill(0, piece * STRESS_NODE_STRIDE, (piece + 1) * STRESS_NODE_STRIDE);
}

/** Stress over strength of a bond in the last solution, at nominal strength: 1 breaks. A cracked one bears no pull. */
export function usageOf(
  { solver: { stresses }, compliances }: StressState,
  network: BondNetwork,
  bond: number,
): number {
  const { cracked, model } = network;
  const { tensionPa, compressionPa, shearPa } = model.bonds;
  const at = bond * STRESS_BEAM_STRIDE;
  const mean = read(stresses, at + 3);
  const pull = cracked[bond] === 1 ? Math.max(0, mean) / CRACKED_TENSION : read(stresses, at);
  return Math.max(
    pull / read(tensionPa, bond),
    read(stresses, at + 1) / read(compressionPa, bond),
    read(stresses, at + 2) / (read(shearPa, bond) + FRICTION * Math.max(0, -mean)),
    (Math.max(Math.abs(mean), read(stresses, at + 2)) * read(compliances, bond)) / WIDEST_M,
  );
}

/** Whether an overloaded bond is only bent open at one side: it cracks, and goes on bearing what presses it. */
export function cracksOnly({ solver: { stresses } }: StressState, network: BondNetwork, bond: number): boolean {
  const { cracked, model } = network;
  const at = bond * STRESS_BEAM_STRIDE;
  if (cracked[bond] === 1 || read(stresses, at + 3) >= 0) return false;
  const { tensionPa, compressionPa, shearPa } = model.bonds;
  const pull = read(stresses, at) / read(tensionPa, bond);
  const shear = read(stresses, at + 2) / (read(shearPa, bond) - FRICTION * read(stresses, at + 3));
  return pull > Math.max(shear, read(stresses, at + 1) / read(compressionPa, bond));
}

/** Makes a bond a hinge. */
export function crackBond({ solver }: StressState, network: BondNetwork, bond: number): void {
  network.cracked[bond] = 1;
  network.damage[bond] = 0;
  solver.hingeBeam(bond, HINGE_SHARE);
}

function faceCentre({ centreM }: BondNetwork['model']['bonds'], bond: number): Vec3 {
  return [read(centreM, 3 * bond), read(centreM, 3 * bond + 1), read(centreM, 3 * bond + 2)];
}

/** Both halves of the beam, from each piece's middle to the face, one behind the other. */
function complianceOf(model: BondNetwork['model'], bond: number): number {
  const { bonds, pieces } = model;
  const centre = faceCentre(bonds, bond);
  const normal: Vec3 = [0, 1, 2].map((k) => read(bonds.normal, 3 * bond + k)) as [number, number, number];
  let sum = 0;
  for (const id of [read(bonds.pieceA, bond), read(bonds.pieceB, bond)]) {
    const piece = pieces[id];
    if (!piece) {
      sum += GROUND_COMPLIANCE;
      continue;
    }
    const lever: Vec3 = [0, 1, 2].map((k) => read(centre, k) - read(piece.restOriginM, k)) as [number, number, number];
    const give = isBearing(model, id) ? 1 : FILLING_GIVE;
    sum += (give * Math.max(LEAST_LENGTH_M, Math.abs(dot(lever, normal)))) / materialLimits[piece.material].youngPa;
  }
  return sum;
}
