import { deterministicMath } from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import type { FragmentSeed } from './fragment-seed.ts';

/** The planes that separate a seed from others, nearest first. */
interface SeparatingPlanes {
  readonly others: readonly number[];
  /** Distance from the seed to each plane; negative where the seed lies beyond it. */
  readonly atM: readonly number[];
  /** Seeds that are not among them cut no nearer than this. */
  readonly beyondM: number;
}

/** Seeds by place. */
export interface SeedGrid {
  /** A distance within which a seed usually has all its neighbours. */
  readonly usualM: number;
  /** Planes towards the seeds within about a distance. */
  readonly planesNear: (index: number, distanceM: number) => SeparatingPlanes;
}

/** Up to so many seeds are simply all compared. */
const FEW = 24;
const SEEDS_PER_CUBE = 3;
const THINNEST_M = 0.1;

/** Sorts seeds into cubes, so that neighbours are found without looking at all. */
export function createSeedGrid(seeds: readonly FragmentSeed[]): SeedGrid {
  const squares = Float64Array.from(seeds, ({ reachM }) => reachM * reachM);
  const mostSquare = squares.reduce((most, square) => Math.max(most, square), 0);
  const cubes = seeds.length > FEW ? sortIntoCubes(seeds) : undefined;
  const all = seeds.map((_, i) => i);
  return {
    usualM: cubes ? 2 * cubes.edgeM : Infinity,
    planesNear: (index, distanceM) => {
      const own = seeds[index];
      if (!own) return { others: [], atM: [], beyondM: Infinity };
      const near = cubes ? cubes.near(own.point, distanceM) : all;
      const ownSquare = squares[index] ?? 0;
      const planes: { other: number; at: number }[] = [];
      for (const other of near) {
        const seed = seeds[other];
        if (other === index || !seed) continue;
        const [dx, dy, dz] = [seed.point[0] - own.point[0], seed.point[1] - own.point[1], seed.point[2] - own.point[2]];
        const d2 = dx * dx + dy * dy + dz * dz;
        planes.push({ other, at: (d2 + ownSquare - (squares[other] ?? 0)) / (2 * Math.sqrt(d2)) });
      }
      planes.sort((a, b) => a.at - b.at || a.other - b.other);
      const isAll = near.length === seeds.length;
      return {
        others: planes.map(({ other }) => other),
        atM: planes.map(({ at }) => at),
        beyondM: isAll ? Infinity : distanceM / 2 + Math.min(0, ownSquare - mostSquare) / (2 * distanceM),
      };
    },
  };
}

interface SeedCubes {
  readonly edgeM: number;
  readonly near: (point: Vec3, distanceM: number) => readonly number[];
}

function sortIntoCubes(seeds: readonly FragmentSeed[]): SeedCubes {
  const axes = [0, 1, 2] as const;
  const low = axes.map((k) => seeds.reduce((least, { point }) => Math.min(least, point[k]), Infinity));
  const high = axes.map((k) => seeds.reduce((most, { point }) => Math.max(most, point[k]), -Infinity));
  const lengths = axes.map((k) => Math.max(THINNEST_M, (high[k] ?? 0) - (low[k] ?? 0)));
  const [lx = 1, ly = 1, lz = 1] = lengths;
  const edgeM = Math.max(THINNEST_M, deterministicMath.pow((SEEDS_PER_CUBE * lx * ly * lz) / seeds.length, 1 / 3));
  const [nx = 1, ny = 1, nz = 1] = lengths.map((length) => Math.floor(length / edgeM) + 1);
  const cubes: number[][] = Array.from({ length: nx * ny * nz }, () => []);
  const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  const cubeAt = (value: number, axis: number, count: number): number =>
    clamp(Math.floor((value - (low[axis] ?? 0)) / edgeM), count);
  seeds.forEach(({ point: [x, y, z] }, i) => {
    cubes[(cubeAt(z, 2, nz) * ny + cubeAt(y, 1, ny)) * nx + cubeAt(x, 0, nx)]?.push(i);
  });
  const near = ([x, y, z]: Vec3, distanceM: number): number[] => {
    const found: number[] = [];
    const [x1, y1] = [cubeAt(x + distanceM, 0, nx), cubeAt(y + distanceM, 1, ny)];
    for (let k = cubeAt(z - distanceM, 2, nz); k <= cubeAt(z + distanceM, 2, nz); k++)
      for (let j = cubeAt(y - distanceM, 1, ny); j <= y1; j++)
        for (let i = cubeAt(x - distanceM, 0, nx); i <= x1; i++)
          for (const seed of cubes[(k * ny + j) * nx + i] ?? []) found.push(seed);
    return found;
  };
  return { edgeM, near };
}
