import type { BondGraph } from '../structure/building-model.ts';
import { type BondNetwork, read } from './bond-network.ts';

/** Stiffness across a face that is sheared, over one that is pressed. */
const SHEAR_STIFFNESS = 0.4;
/** Keeps the matrix regular where a component floats. */
const LEAST_DIAGONAL = 1e-9;
/** Squared relative residual that is good enough. */
const TOLERANCE = 1e-6;

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
  /** The bonds that hold, packed: ends and spring constants. */
  readonly springs: { count: number; readonly a: Int32Array; readonly b: Int32Array; readonly k: Float64Array };
}

/** A solver for the network's pieces. */
export function createLoadSolver({ model }: BondNetwork): LoadSolver {
  const { bonds, pieces } = model;
  const stiffness = Float64Array.from({ length: bonds.count }, (_, bond) => {
    const rise = read(bonds.normal, 3 * bond + 1);
    const upright = rise * rise;
    return read(bonds.areaM2, bond) * (upright + (1 - upright) * SHEAR_STIFFNESS);
  });
  const zeros = (): Float64Array => new Float64Array(pieces.length);
  const { count } = bonds;
  return {
    sinking: zeros(),
    stiffness,
    diagonal: zeros(),
    residual: zeros(),
    direction: zeros(),
    product: zeros(),
    springs: { count: 0, a: new Int32Array(count), b: new Int32Array(count), k: new Float64Array(count) },
  };
}

/**
 * Solves K·sinking = load for all pieces at once by conjugate gradients with a diagonal preconditioner, from the last solution on.
 * Loads in newtons, downwards; those of a component that does not reach the ground must add up to zero.
 */
export function solveLoads(solver: LoadSolver, network: BondNetwork, load: Float64Array, iterations: number): void {
  packSprings(solver, network);
  let { rz, scale } = startDescent(solver, load);
  for (let k = 0; k < iterations && rz > scale * TOLERANCE; k++) {
    multiply(solver, solver.direction, solver.product);
    const curvature = dot(solver.direction, solver.product);
    if (!(curvature > 0)) return;
    const next = descend(solver, rz / curvature);
    turn(solver, next / rz);
    rz = next;
  }
}

/** Newtons that pass from bond end A to end B. */
export function bondForce({ sinking, stiffness }: LoadSolver, bonds: BondGraph, bond: number): number {
  const b = bonds.pieceB[bond] as number;
  const below = b < 0 ? 0 : (sinking[b] as number);
  return (stiffness[bond] as number) * ((sinking[bonds.pieceA[bond] as number] as number) - below);
}

// The loops below run some 10⁸ times a take; they index plainly, since a shared accessor is three times slower.

function packSprings({ springs, stiffness, diagonal }: LoadSolver, { model: { bonds }, holds }: BondNetwork): void {
  diagonal.fill(LEAST_DIAGONAL);
  let count = 0;
  for (let bond = 0; bond < holds.length; bond++) {
    if (holds[bond] === 0) continue;
    const a = bonds.pieceA[bond] as number;
    const b = bonds.pieceB[bond] as number;
    const k = stiffness[bond] as number;
    springs.a[count] = a;
    springs.b[count] = b;
    springs.k[count++] = k;
    diagonal[a] = (diagonal[a] as number) + k;
    if (b >= 0) diagonal[b] = (diagonal[b] as number) + k;
  }
  springs.count = count;
}

function startDescent(solver: LoadSolver, load: Float64Array): { rz: number; scale: number } {
  const { sinking, product, residual, direction, diagonal } = solver;
  multiply(solver, sinking, product);
  let rz = 0;
  let scale = 0;
  for (let i = 0; i < load.length; i++) {
    const d = diagonal[i] as number;
    const l = load[i] as number;
    const r = l - (product[i] as number);
    residual[i] = r;
    direction[i] = r / d;
    rz += (r * r) / d;
    scale += (l * l) / d;
  }
  return { rz, scale };
}

function dot(m: Float64Array, n: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < m.length; i++) sum += (m[i] as number) * (n[i] as number);
  return sum;
}

function descend({ sinking, residual, direction, product, diagonal }: LoadSolver, step: number): number {
  let rz = 0;
  for (let i = 0; i < sinking.length; i++) {
    sinking[i] = (sinking[i] as number) + step * (direction[i] as number);
    const r = (residual[i] as number) - step * (product[i] as number);
    residual[i] = r;
    rz += (r * r) / (diagonal[i] as number);
  }
  return rz;
}

function turn({ residual, direction, diagonal }: LoadSolver, keep: number): void {
  for (let i = 0; i < residual.length; i++) {
    direction[i] = (residual[i] as number) / (diagonal[i] as number) + keep * (direction[i] as number);
  }
}

function multiply({ springs: { count, a, b, k } }: LoadSolver, from: Float64Array, to: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = LEAST_DIAGONAL * (from[i] as number);
  for (let s = 0; s < count; s++) {
    const i = a[s] as number;
    const j = b[s] as number;
    const flow = (k[s] as number) * ((from[i] as number) - (j < 0 ? 0 : (from[j] as number)));
    to[i] = (to[i] as number) + flow;
    if (j >= 0) to[j] = (to[j] as number) - flow;
  }
}
