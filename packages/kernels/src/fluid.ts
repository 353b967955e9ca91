import type { DustBox, DustFrame, DustGrid, DustVector } from './dust-frame.ts';

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
export const DUST_PHYSICS: DustPhysics = {
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
 * Makes a simulation of heavy dust in still or moving air: incompressible, Boussinesq buoyancy, on a staggered grid.
 * Source: Stam 1999; Selle et al. 2008 (MacCormack); Fedkiw et al. 2001 (vorticity confinement).
 * @throws RangeError for a grid that is not finite, empty, or above 2²⁴ cells
 */
export declare function createDustFluid(options: DustFluidOptions): DustFluid;
