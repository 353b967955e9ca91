import type { DustBox, DustFrame, DustGrid, DustVector } from './dust-frame.ts';
import { type FluidKernel, loadFluidKernel } from './dust-kernels.ts';

/** What blows dust into the air during a step: a ball, or a box where `halfSizeM` is given. */
export interface DustEmission {
  readonly centreM: DustVector;
  /** Radius of the ball; at least one cell is touched however small it is. */
  readonly radiusM: number;
  /** Half the edges of an axis-aligned box, in place of the ball. */
  readonly halfSizeM?: DustVector;
  /** Velocity that the air inside takes on. */
  readonly velocityMPerS: DustVector;
  /** Dust set free during the step, kg. 0 gives a mover that only pushes air. */
  readonly massKg: number;
  /** How firmly the air takes that velocity, 0 (not at all) to 1 (wholly). Default 1. */
  readonly grip?: number;
  /** Air pressed out during the step, m³: what a closing storey expels. Default 0. */
  readonly airM3?: number;
}

/** How the dust behaves; each has a default in `DUST_PHYSICS`. */
export interface DustPhysics {
  /** Density of clean air, kg/m³. */
  readonly airKgPerM3: number;
  /** Gravity, m/s². */
  readonly gravityMPerS2: number;
  /** The concentration above which the mixture gets no heavier, kg/m³ (keeps the Boussinesq form in its range). */
  readonly heaviestKgPerM3: number;
  /** Share of the weight that warm air carries, 0 to 1 and above (above 1 the cloud rises). */
  readonly warmLift: number;
  /** Speed at which dust leaves the air at the ground, m/s. */
  readonly settlingMPerS: number;
  /** Strength of vorticity confinement, 0 (none) to about 1. */
  readonly confinement: number;
  /** Wind that blows in at the sides, m/s. */
  readonly windMPerS: DustVector;
}

/** Set-up of a simulation. */
export interface DustFluidOptions {
  /** Where to simulate. Dims are rounded up to multiples of 8. */
  readonly grid: DustGrid;
  /** Solid boxes that stand in the flow (neighbouring houses, not the one that falls). */
  readonly obstacles?: readonly DustBox[];
  readonly physics?: Partial<DustPhysics>;
  /**
   * Follow the dust with a growing box and leave the air beyond it alone. Default true; false simulates the whole
   * domain from the start.
   */
  readonly followDust?: boolean;
}

/** What a step did. Masses are totals since the start, in kg; emitted = airborne + deposited + outflow. */
export interface DustStepReport {
  readonly subSteps: number;
  readonly fastestMPerS: number;
  readonly emittedKg: number;
  readonly airborneKg: number;
  readonly depositedKg: number;
  readonly outflowKg: number;
  /** Root mean square divergence before and after the last projection, 1/s. */
  readonly divergenceBefore: number;
  readonly divergenceAfter: number;
  /** Cells of the box that was simulated. */
  readonly activeCells: number;
}

/** A running simulation. One instance, one memory; not to be shared between threads. */
export interface DustFluid {
  /** The grid as simulated: dims rounded up. */
  readonly grid: DustGrid;
  /**
   * Moves time on, in as many sub-steps as the fastest air asks for.
   * @param durationS seconds, usually one frame (1/24)
   * @throws RangeError for a duration or an emission that is not finite
   */
  step(durationS: number, emissions: readonly DustEmission[]): DustStepReport;
  /** The dust as it is now, for storing and for `VolumeMarch.load`. */
  captureFrame(): DustFrame;
  /** Concentration now, kg/m³, over the whole grid, x fastest (a copy). */
  readConcentration(): Float32Array;
  /** Velocity at cell centres now, m/s: x, y, z and concentration interleaved over the whole grid (a copy). */
  readCells(): Float32Array;
  /** Dust on the ground, kg/m², nx × nz, x fastest (a copy). */
  readDeposit(): Float32Array;
}

/** Defaults of `DustPhysics`. */
const DUST_PHYSICS: DustPhysics = {
  airKgPerM3: 1.2,
  gravityMPerS2: 9.81,
  // g′ = 2 g: beyond it the Boussinesq form would fall faster than a stone.
  heaviestKgPerM3: 2.4,
  warmLift: 0,
  // Ground deposition of the 66 µm median (facts: D50 settles at about 0.3 m/s).
  settlingMPerS: 0.3,
  confinement: 0.35,
  windMPerS: [0, 0, 0],
};

/**
 * Makes a simulation of heavy dust in still or moving air: incompressible, Boussinesq buoyancy b = −g (ρm − ρa) / ρa,
 * on a staggered grid with open sides and a closed ground.
 * Source: Stam 1999; Selle et al. 2008 (MacCormack); Fedkiw et al. 2001 (vorticity confinement).
 * @throws RangeError for a grid that is not finite, empty, or above 2²⁴ cells, or physics that are not finite
 */
export function createDustFluid(options: DustFluidOptions): DustFluid {
  const grid = roundGrid(options.grid);
  const physics: DustPhysics = { ...DUST_PHYSICS, ...options.physics };
  requireFinite('physics', [...Object.values(physics)].flat());
  const kernel = loadFluidKernel();
  const [nx, ny, nz] = grid.dims;
  kernel.make(nx, ny, nz, grid.cellM, ...physics.windMPerS, FLOW_PERIOD_S);
  for (const box of options.obstacles ?? []) kernel.addObstacle(...toCells(grid, box.minM), ...toCells(grid, box.maxM));
  kernel.begin(options.followDust === false ? 1 : 0);
  return {
    grid,
    step: (durationS, emissions) => stepFrame(kernel, grid, physics, { durationS, emissions }),
    captureFrame: () => captureFrame(kernel, grid),
    readConcentration: () => readCells(kernel, grid).filter((_, index) => index % 4 === 3),
    readCells: () => readCells(kernel, grid),
    readDeposit: () => new Float32Array(kernel.memory.buffer, kernel.depositAt(), nx * nz).slice(),
  };
}

/** Seconds that noise is carried by the flow before it is renewed: longer shears it to threads, shorter makes it boil. */
const FLOW_PERIOD_S = 0.75;
/** Cells that the fastest air may cross in a sub-step. */
const TOP_COURANT = 2;
const MOST_SUB_STEPS = 6;
const PRESSURE_CYCLES = 2;

function roundGrid(grid: DustGrid): DustGrid {
  requireFinite('grid', [...grid.dims, ...grid.originM, grid.cellM]);
  const dims = grid.dims.map((count) => Math.ceil(count / 8) * 8) as [number, number, number];
  if (Math.min(...dims) < 8 || !(grid.cellM > 0)) throw new RangeError(`dust grid: expected cells, got ${grid.dims}`);
  if (dims[0] * dims[1] * dims[2] > 2 ** 24)
    throw new RangeError(`dust grid: expected at most 2^24 cells, got ${dims}`);
  return { ...grid, dims };
}

function requireFinite(what: string, values: readonly number[]): void {
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`dust ${what}: expected finite numbers, got ${value}`);
  }
}

function toCells(grid: DustGrid, point: DustVector): [number, number, number] {
  return [
    (point[0] - grid.originM[0]) / grid.cellM,
    (point[1] - grid.originM[1]) / grid.cellM,
    (point[2] - grid.originM[2]) / grid.cellM,
  ];
}

function stepFrame(
  kernel: FluidKernel,
  grid: DustGrid,
  physics: DustPhysics,
  frame: { durationS: number; emissions: readonly DustEmission[] },
): DustStepReport {
  const { durationS, emissions } = frame;
  if (!(durationS > 0) || !Number.isFinite(durationS)) {
    throw new RangeError(`dust step: expected a positive duration in seconds, got ${durationS}`);
  }
  kernel.clearExpansion();
  for (const emission of emissions) addEmission(kernel, grid, emission, durationS);
  const courant = (kernel.fastestMPerS() * durationS) / grid.cellM;
  const subSteps = Math.max(1, Math.min(MOST_SUB_STEPS, Math.ceil(courant / TOP_COURANT)));
  const weight = (physics.gravityMPerS2 * (1 - physics.warmLift)) / physics.airKgPerM3;
  for (let count = 0; count < subSteps; count++) {
    const dt = durationS / subSteps;
    kernel.step(dt, weight, physics.heaviestKgPerM3, physics.confinement, physics.settlingMPerS, PRESSURE_CYCLES);
  }
  kernel.follow();
  return {
    subSteps,
    fastestMPerS: kernel.fastestMPerS(),
    emittedKg: kernel.emitted(),
    airborneKg: kernel.airborne(),
    depositedKg: kernel.deposited(),
    outflowKg: kernel.outflow(),
    divergenceBefore: kernel.divergenceBefore(),
    divergenceAfter: kernel.divergenceAfter(),
    activeCells: kernel.activeCells(),
  };
}

function addEmission(kernel: FluidKernel, grid: DustGrid, emission: DustEmission, durationS: number): void {
  const { centreM, radiusM, halfSizeM, velocityMPerS, massKg, grip = 1, airM3 = 0 } = emission;
  requireFinite('emission', [...centreM, radiusM, ...(halfSizeM ?? []), ...velocityMPerS, massKg, grip, airM3]);
  if (radiusM < 0 || massKg < 0) throw new RangeError(`dust emission: expected no negative radius or mass`);
  const half = (halfSizeM ?? [radiusM, radiusM, radiusM]).map((size) => size / grid.cellM);
  const centre = toCells(grid, centreM);
  kernel.addEmission(halfSizeM ? 1 : 0, ...centre, ...half, ...velocityMPerS, massKg, grip, airM3 / durationS);
}

function captureFrame(kernel: FluidKernel, grid: DustGrid): DustFrame {
  kernel.packFrame();
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = [0, 1, 2, 3, 4, 5].map((index) => kernel.boxBound(index));
  const cells = (bx - ax) * (by - ay) * (bz - az);
  const { buffer } = kernel.memory;
  return {
    grid,
    boxMin: [ax, ay, az],
    boxSize: [bx - ax, by - ay, bz - az],
    density: new Uint8Array(buffer, kernel.densityPlace(), cells).slice(),
    flow: new Int16Array(buffer, kernel.flowPlace(), (cells / 8) * 6).slice(),
    phaseBlend: kernel.blendOfPhases(),
    phaseSeeds: [kernel.phaseSeed(0), kernel.phaseSeed(1)],
  };
}

function readCells(kernel: FluidKernel, grid: DustGrid): Float32Array {
  const [nx, ny, nz] = grid.dims;
  const { buffer } = kernel.memory;
  const out = new Float32Array(nx * ny * nz * 4);
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      // One ghost cell lies before each row, each slice and the grid.
      const first = (k + 1) * kernel.sliceLength() + (j + 1) * kernel.rowLength() + 1;
      out.set(new Float32Array(buffer, kernel.cellsAt() + first * 16, nx * 4), (k * ny + j) * nx * 4);
    }
  }
  return out;
}
