import type { BondGraph } from '../structure/building-model.ts';
import { type BondNetwork, read } from './bond-network.ts';

/** Stiffness across a face that is sheared, over one that is pressed. */
const SHEAR_STIFFNESS = 0.4;

/** How loads run through the bonds: each piece may only sink, each bond is a spring as stiff as its face. */
export interface LoadSolver {
  /** Sinking of each piece under its load, in newtons per unit stiffness; kept as the start of the next solution. */
  readonly sinking: Float64Array;
  /** Spring constant of each bond. */
  readonly stiffness: Float64Array;
  readonly diagonal: Float64Array;
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly product: Float64Array;
}

/** A solver for the network's pieces. */
export function createLoadSolver({ model }: BondNetwork): LoadSolver {
  const { bonds, pieces } = model;
  const stiffness = Float64Array.from({ length: bonds.count }, (_, bond) => {
    const upright = read(bonds.normal, 3 * bond + 1) ** 2;
    return read(bonds.areaM2, bond) * (upright + (1 - upright) * SHEAR_STIFFNESS);
  });
  const zeros = (): Float64Array => new Float64Array(pieces.length);
  return { sinking: zeros(), stiffness, diagonal: zeros(), residual: zeros(), direction: zeros(), product: zeros() };
}

/**
 * Solves K·sinking = load for all pieces at once by conjugate gradients with a diagonal preconditioner, from the last solution on.
 * Loads in newtons, downwards; those of a component that does not reach the ground must add up to zero.
 */
export function solveLoads(solver: LoadSolver, network: BondNetwork, load: Float64Array, iterations: number): void {
  const { sinking, residual, direction, product, diagonal } = solver;
  const count = sinking.length;
  fillDiagonal(solver, network);
  multiply(solver, network, sinking, product);
  let rz = 0;
  let scale = 0;
  for (let i = 0; i < count; i++) {
    const r = read(load, i) - read(product, i);
    residual[i] = r;
    direction[i] = r / read(diagonal, i);
    rz += r * read(direction, i);
    scale += read(load, i) ** 2 / read(diagonal, i);
  }
  for (let k = 0; k < iterations && rz > scale * 1e-6; k++) {
    multiply(solver, network, direction, product);
    let curvature = 0;
    for (let i = 0; i < count; i++) curvature += read(direction, i) * read(product, i);
    if (!(curvature > 0)) return;
    const step = rz / curvature;
    let next = 0;
    for (let i = 0; i < count; i++) {
      sinking[i] = read(sinking, i) + step * read(direction, i);
      const r = read(residual, i) - step * read(product, i);
      residual[i] = r;
      next += (r * r) / read(diagonal, i);
    }
    const keep = next / rz;
    rz = next;
    for (let i = 0; i < count; i++) direction[i] = read(residual, i) / read(diagonal, i) + keep * read(direction, i);
  }
}

/** Newtons that pass from bond end A to end B. */
export function bondForce({ sinking, stiffness }: LoadSolver, bonds: BondGraph, bond: number): number {
  const b = read(bonds.pieceB, bond);
  return read(stiffness, bond) * (read(sinking, read(bonds.pieceA, bond)) - (b < 0 ? 0 : read(sinking, b)));
}

function fillDiagonal({ diagonal, stiffness }: LoadSolver, { model: { bonds }, holds }: BondNetwork): void {
  diagonal.fill(1e-9);
  for (let bond = 0; bond < bonds.count; bond++) {
    if (!holds[bond]) continue;
    const [a, b, k] = [read(bonds.pieceA, bond), read(bonds.pieceB, bond), read(stiffness, bond)];
    diagonal[a] = read(diagonal, a) + k;
    if (b >= 0) diagonal[b] = read(diagonal, b) + k;
  }
}

function multiply(
  { stiffness }: LoadSolver,
  { model: { bonds }, holds }: BondNetwork,
  from: Float64Array,
  to: Float64Array,
): void {
  const { pieceA, pieceB, count } = bonds;
  for (let i = 0; i < to.length; i++) to[i] = 1e-9 * read(from, i);
  for (let bond = 0; bond < count; bond++) {
    if (!holds[bond]) continue;
    const a = read(pieceA, bond);
    const b = read(pieceB, bond);
    const flow = read(stiffness, bond) * (read(from, a) - (b < 0 ? 0 : read(from, b)));
    to[a] = read(to, a) + flow;
    if (b >= 0) to[b] = read(to, b) - flow;
  }
}
