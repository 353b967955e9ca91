import type { Vec3 } from '../set-up/measures.ts';
import type { PieceForces } from './gather-loads.ts';

/** How long matter takes to yield under a blow, seconds; the solver, whose bodies are rigid, delivers it within one step. */
const BLOW_S = 0.04;
/** Fainter than this a fading blow is forgotten, newtons. */
const FAINT_N = 500;

/** The forces that matter feels: blows of the last steps, faded, and those of this one. Impulses are kept. */
export function spreadBlows(felt: PieceForces, struck: PieceForces, stepS: number): Map<number, Vec3> {
  const share = Math.min(1, stepS / BLOW_S);
  const next = new Map<number, Vec3>();
  for (const [piece, [x, y, z]] of struck) next.set(piece, [x * share, y * share, z * share]);
  for (const [piece, [x, y, z]] of felt) {
    const [nx, ny, nz] = next.get(piece) ?? [0, 0, 0];
    const sum: Vec3 = [nx + x * (1 - share), ny + y * (1 - share), nz + z * (1 - share)];
    if (next.has(piece) || sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2] > FAINT_N * FAINT_N)
      next.set(piece, sum);
  }
  return next;
}
