import { createDustFluid, type DustEmission, type DustFluid } from './fluid.ts';
import { createVolumeMarch } from './volume-march.ts';

/** What `benchFluid` measured; times are of one thread, the median of several. */
export interface FluidBench {
  /** Milliseconds a step of 1/24 s with every cell active. */
  readonly steps: readonly { readonly cells: number; readonly stepMs: number }[];
  /** A cloud of about 60 × 20 × 60 m on 1.25 m cells: storing it, decoding and lighting it, and marching it. */
  readonly captureMs: number;
  readonly loadMs: number;
  /** Half-resolution march and upsampling of 1280 × 720 pixels. */
  readonly marchMs: number;
  /** Share of the picture's pixels that the cloud touches. */
  readonly coveredShare: number;
}

/**
 * Measures the dust solver and its march; takes about 10 s.
 * @param now a clock in milliseconds, such as `performance.now`
 */
export function benchFluid(now: () => number): FluidBench {
  const sizes = [
    [64, 32, 48],
    [96, 48, 80],
    [120, 64, 104],
    [128, 64, 128],
  ] as const;
  const steps = sizes.map((dims) => ({ cells: dims[0] * dims[1] * dims[2], stepMs: measureStep(dims, now) }));
  return { steps, ...measureMarch(now) };
}

function measureStep(dims: readonly [number, number, number], now: () => number): number {
  const fluid = createDustFluid({ grid: centredGrid(dims), followDust: false });
  for (let frame = 0; frame < 3; frame++) fluid.step(1 / 24, ringOfJets(frame));
  return median(5, (run) => timed(now, () => fluid.step(1 / 24, ringOfJets(3 + run))));
}

function measureMarch(now: () => number): Omit<FluidBench, 'steps'> {
  const grid = centredGrid([96, 48, 80]);
  const fluid: DustFluid = createDustFluid({ grid });
  for (let frame = 0; frame < 48; frame++) fluid.step(1 / 24, ringOfJets(frame));
  const frame = fluid.captureFrame();
  const march = createVolumeMarch(grid);
  const light = {
    sunDirection: [-0.6, 0.64, 0.48],
    sunColour: [1, 0.93, 0.82],
    skyColour: [0.26, 0.34, 0.46],
  } as const;
  const camera = {
    positionM: [0, 6, 75],
    right: [1, 0, 0],
    up: [0, 1, 0],
    back: [0, 0, 1],
    focalPx: 900,
    principalPx: [640, 360],
  } as const;
  const depthM = new Float32Array(1280 * 720).fill(Number.POSITIVE_INFINITY);
  const render = () => march.render({ camera, widthPx: 1280, heightPx: 720, depthM });
  const captureMs = median(3, () => timed(now, () => fluid.captureFrame()));
  const loadMs = median(3, () => timed(now, () => march.load(frame, light)));
  const marchMs = median(3, () => timed(now, render));
  const { opticalDepth } = render();
  const covered = opticalDepth.reduce((count, depth) => count + (depth > 0 ? 1 : 0), 0);
  return { captureMs, loadMs, marchMs, coveredShare: covered / opticalDepth.length };
}

function centredGrid(dims: readonly [number, number, number]) {
  return { dims, originM: [-dims[0] * 0.625, 0, -dims[2] * 0.625], cellM: 1.25 } as const;
}

/** Sixteen jets around a footprint of 20 m, as a closing storey blows them. */
function ringOfJets(frame: number): DustEmission[] {
  const jets: DustEmission[] = [];
  for (let n = 0; n < 16; n++) {
    const along = -10 + ((n * 7 + frame * 3) % 20);
    const sign = n & 1 ? 1 : -1;
    const centreM = n & 2 ? ([sign * 11, 3, along] as const) : ([along, 3, sign * 11] as const);
    const velocityMPerS = n & 2 ? ([sign * 12, 1, 0] as const) : ([0, 1, sign * 12] as const);
    jets.push({ centreM, radiusM: 2.5, velocityMPerS, massKg: 20, airM3: 3 });
  }
  return jets;
}

function timed(now: () => number, work: () => unknown): number {
  const start = now();
  work();
  return now() - start;
}

function median(runs: number, measure: (run: number) => number): number {
  const values = Array.from({ length: runs }, (_, run) => measure(run)).sort((a, b) => a - b);
  return values[runs >> 1] ?? Number.NaN;
}
