import { createStressSolver, STRESS_NODE_STRIDE, type StressSolver } from './stress-kernel.ts';
import type { StressNet } from './stress-net.ts';

/** What `benchStress` measured, of one thread. */
export interface StressBench {
  readonly nodes: number;
  readonly beams: number;
  /** The first solution, from nothing to a residual of 10⁻³ of the loads. */
  readonly firstMs: number;
  readonly firstIterations: number;
  /** Median of updates after beams broke, each at most `updateIterations` from the solution before. */
  readonly updateMs: number;
  readonly updateIterations: number;
}

const [ACROSS, UP, DEEP] = [20, 23, 20] as const;
const UPDATE_ITERATIONS = 25;

/**
 * Measures the stress solver on a block of 9,200 pieces that loses some of its faces before every update; about 2 s.
 * @param now a clock in milliseconds, such as `performance.now`
 */
export function benchStress(now: () => number): StressBench {
  const net = blockNet();
  const solver = createStressSolver(net);
  const nodes = net.nodeCount - 1;
  const beams = net.ends.length / 2;
  solver.setPart(nodes, 'still');
  for (let node = 0; node < nodes; node++) solver.loads[node * STRESS_NODE_STRIDE + 1] = -20_000;
  const startMs = now();
  const firstIterations = solver.solve(4000, 1e-3).iterations;
  const firstMs = now() - startMs;
  const updates = Array.from({ length: 21 }, (_, update) => measureUpdate(solver, beams, { update, now }));
  updates.sort((a, b) => a - b);
  return {
    nodes,
    beams,
    firstMs,
    firstIterations,
    updateMs: updates[10] ?? Number.NaN,
    updateIterations: UPDATE_ITERATIONS,
  };
}

function measureUpdate(
  solver: StressSolver,
  beams: number,
  { update, now }: { readonly update: number; readonly now: () => number },
): number {
  for (let k = 0; k < 20; k++) solver.breakBeam(((update * 20 + k) * 7919) % beams);
  const startMs = now();
  solver.step(1 / 72, UPDATE_ITERATIONS, 0);
  return now() - startMs;
}

/** A block of cubes of one metre on the ground, every third level without its faces along z, as floors leave rooms. */
function blockNet(): StressNet {
  const count = ACROSS * UP * DEEP;
  const place = (i: number, j: number, k: number): number => (j * DEEP + k) * ACROSS + i;
  const originsM: number[] = [];
  const ends: number[] = [];
  const centresM: number[] = [];
  const normals: number[] = [];
  const addFace = (a: number, b: number, centre: readonly number[], normal: readonly number[]): void => {
    ends.push(a, b);
    centresM.push(...centre);
    normals.push(...normal);
  };
  for (let j = 0; j < UP; j++) {
    for (let k = 0; k < DEEP; k++) {
      for (let i = 0; i < ACROSS; i++) {
        originsM.push(i, j + 0.5, k);
        addFace(place(i, j, k), j === 0 ? count : place(i, j - 1, k), [i, j, k], [0, -1, 0]);
        if (i > 0) addFace(place(i, j, k), place(i - 1, j, k), [i - 0.5, j + 0.5, k], [-1, 0, 0]);
        if (k > 0 && j % 3 > 0) addFace(place(i, j, k), place(i, j, k - 1), [i, j + 0.5, k - 0.5], [0, 0, -1]);
      }
    }
  }
  const faces = ends.length / 2;
  return {
    nodeCount: count + 1,
    originsM: [...originsM, 0, 0, 0],
    massesKg: new Array<number>(count + 1).fill(2000),
    inertiasKgM2: new Array<number>(count + 1).fill(350),
    ends: Int32Array.from(ends),
    centresM,
    normals,
    majorAxes: normals.map((_, i) => (normals[i - (i % 3)] === -1 ? [0, 1, 0] : [1, 0, 0])[i % 3] ?? 0),
    sizesM: new Array<number>(faces * 2).fill(1),
    areasM2: new Array<number>(faces).fill(1),
    compliances: new Array<number>(faces).fill(1 / 30e9),
  };
}
