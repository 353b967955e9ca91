import { describe, expect, it } from 'vitest';
import { createStressSolver, STRESS_BEAM_STRIDE, STRESS_NODE_STRIDE, type StressSolver } from './stress-kernel.ts';
import type { StressNet } from './stress-net.ts';

const YOUNG_PA = 30e9;
const WEIGHT_N_M3 = 24_000;
const DENSITY_KG_M3 = 2400;
/** A bar's cross-section: 0.4 m wide along z, 0.6 m across it. */
const [WIDTH_M, HEIGHT_M] = [0.4, 0.6];
const AREA_M2 = WIDTH_M * HEIGHT_M;

interface Bar {
  readonly count: number;
  readonly pieceM: number;
  readonly axis: readonly [number, number, number];
  /** Held at its start, or at both ends. */
  readonly ends: 1 | 2;
}

/** A bar of equal pieces along an axis from the origin; the last node is the ground. */
function barNet({ count, pieceM, axis, ends }: Bar): StressNet {
  const faces = count + (ends - 1);
  const along = (metres: number): number[] => axis.map((a) => a * metres);
  const pairs = Array.from({ length: faces }, (_, i) => [i === 0 ? count : i - 1, i === count ? count : i]);
  return {
    nodeCount: count + 1,
    originsM: [...Array.from({ length: count }, (_, i) => along((i + 0.5) * pieceM)), [0, 0, 0]].flat(),
    massesKg: new Array<number>(count + 1).fill(AREA_M2 * pieceM * DENSITY_KG_M3),
    inertiasKgM2: new Array<number>(count + 1).fill(AREA_M2 * pieceM * DENSITY_KG_M3 * 0.04),
    ends: Int32Array.from(pairs.flat()),
    centresM: Array.from({ length: faces }, (_, i) => along(i * pieceM)).flat(),
    normals: Array.from({ length: faces }, () => axis).flat(),
    majorAxes: Array.from({ length: faces }, () => (axis[1] === 1 ? [1, 0, 0] : [0, 1, 0])).flat(),
    sizesM: Array.from({ length: faces }, () => [HEIGHT_M, WIDTH_M]).flat(),
    areasM2: Array.from({ length: faces }, () => AREA_M2),
    // From a piece's middle to the ground it is half as far as to the next piece.
    compliances: pairs.map((pair) => (pair.includes(count) ? pieceM / 2 : pieceM) / YOUNG_PA),
  };
}

function solveBar(bar: Bar, load: (node: number) => readonly [number, number, number]): StressSolver {
  const solver = createStressSolver(barNet(bar));
  solver.setPart(bar.count, 'still');
  for (let node = 0; node < bar.count; node++) solver.loads.set(load(node), node * STRESS_NODE_STRIDE);
  for (let k = 0; k < 40; k++) if (solver.solve(200, 1e-6).iterations === 0) break;
  return solver;
}

const weightOf = ({ pieceM }: Bar): number => AREA_M2 * pieceM * WEIGHT_N_M3;

describe('stress in a bonded net', () => {
  it('finds root moment, shear and tip sag of a cantilever under its own weight', () => {
    const bar: Bar = { count: 20, pieceM: 0.3, axis: [1, 0, 0], ends: 1 };
    const solver = solveBar(bar, () => [0, -weightOf(bar), 0]);
    const lengthM = bar.count * bar.pieceM;
    const lineN = weightOf(bar) / bar.pieceM;
    const root = solver.readForce(0);
    expect(Math.abs(root.momentNm[2])).toBeCloseTo((lineN * lengthM ** 2) / 2, -2);
    expect(Math.abs(root.forceN[1]) / (lineN * lengthM)).toBeCloseTo(1, 3);
    const secondMoment = (WIDTH_M * HEIGHT_M ** 3) / 12;
    const peakPa = (((lineN * lengthM ** 2) / 2) * HEIGHT_M) / 2 / secondMoment;
    expect((solver.stresses[0] ?? 0) / peakPa).toBeCloseTo(1, 2);
    expect((solver.stresses[1] ?? 0) / peakPa).toBeCloseTo(1, 2);
    // Euler–Bernoulli wL⁴/8EI and the little that shear adds.
    const sagM = (lineN * lengthM ** 4) / (8 * YOUNG_PA * secondMoment);
    const tip = solver.shifts[(bar.count - 1) * STRESS_NODE_STRIDE + 1] ?? 0;
    expect(-tip / sagM).toBeGreaterThan(0.94);
    expect(-tip / sagM).toBeLessThan(1.04);
  });

  it('finds the end moments wL²/12 and the middle wL²/24 of a beam that is held at both ends', () => {
    const bar: Bar = { count: 40, pieceM: 0.2, axis: [1, 0, 0], ends: 2 };
    const solver = solveBar(bar, () => [0, -weightOf(bar), 0]);
    const lengthM = bar.count * bar.pieceM;
    const whole = (weightOf(bar) / bar.pieceM) * lengthM ** 2;
    expect(Math.abs(solver.readForce(0).momentNm[2]) / whole).toBeCloseTo(1 / 12, 3);
    expect(Math.abs(solver.readForce(20).momentNm[2]) / whole).toBeCloseTo(1 / 24, 3);
    expect(solver.readForce(20).forceN[1]).toBeCloseTo(0, -1);
  });

  it('finds wL²/8 in the middle of a simply supported beam', () => {
    // The bar's end faces are hinges: so low and wide that they carry force and hardly a moment.
    const bar: Bar = { count: 40, pieceM: 0.2, axis: [1, 0, 0], ends: 2 };
    const net = barNet(bar);
    const sizesM = Array.from(net.sizesM);
    for (const face of [0, 40]) sizesM[2 * face] = 0.004;
    const solver = createStressSolver({ ...net, sizesM });
    solver.setPart(bar.count, 'still');
    for (let node = 0; node < bar.count; node++) solver.loads[node * STRESS_NODE_STRIDE + 1] = -weightOf(bar);
    for (let k = 0; k < 60; k++) solver.solve(200, 1e-6);
    const whole = (weightOf(bar) / bar.pieceM) * 64;
    expect(Math.abs(solver.readForce(20).momentNm[2]) / whole).toBeCloseTo(1 / 8, 2);
    expect(Math.abs(solver.readForce(0).momentNm[2]) / whole).toBeLessThan(0.002);
  });

  it('presses a column by what stands above, evenly', () => {
    const bar: Bar = { count: 12, pieceM: 0.5, axis: [0, 1, 0], ends: 1 };
    const solver = solveBar(bar, () => [0, -weightOf(bar), 0]);
    for (const face of [0, 5, 11]) {
      const pressedPa = (bar.count - face) * bar.pieceM * WEIGHT_N_M3;
      const [pull = 0, press = 0, shear = 0, mean = 0] = solver.stresses.subarray(face * STRESS_BEAM_STRIDE);
      expect(press / pressedPa).toBeCloseTo(1, 3);
      expect(mean / pressedPa).toBeCloseTo(-1, 3);
      expect(pull).toBeLessThan(1e-3 * pressedPa);
      expect(shear).toBeLessThan(1e-3 * pressedPa);
    }
  });

  it('hands on what a broken beam carried', () => {
    const bar: Bar = { count: 9, pieceM: 0.4, axis: [1, 0, 0], ends: 2 };
    const solver = solveBar(bar, () => [0, -weightOf(bar), 0]);
    solver.breakBeam(9);
    for (let k = 0; k < 20; k++) solver.solve(200, 1e-6);
    const lineN = weightOf(bar) / bar.pieceM;
    expect(Math.abs(solver.readForce(0).momentNm[2]) / ((lineN * 3.6 ** 2) / 2)).toBeCloseTo(1, 3);
  });

  it('leaves nodes alone that are not active, and takes a shift of the ground as given', () => {
    const bar: Bar = { count: 4, pieceM: 0.5, axis: [0, 1, 0], ends: 1 };
    const solver = createStressSolver(barNet(bar));
    solver.setPart(bar.count, 'still');
    solver.shifts[bar.count * STRESS_NODE_STRIDE + 1] = -0.05;
    for (let k = 0; k < 10; k++) solver.solve(100, 1e-7);
    for (let node = 0; node < 4; node++) expect(solver.shifts[node * STRESS_NODE_STRIDE + 1]).toBeCloseTo(-0.05, 5);
  });

  it('balances a net that floats when its loads add up to nothing', () => {
    const bar: Bar = { count: 11, pieceM: 0.3, axis: [1, 0, 0], ends: 1 };
    const solver = createStressSolver(barNet(bar));
    solver.setPart(bar.count, 'still');
    solver.breakBeam(0);
    for (const [node, force] of [
      [0, 1000],
      [5, -2000],
      [10, 1000],
    ] as const)
      solver.loads[node * STRESS_NODE_STRIDE + 1] = force;
    for (let k = 0; k < 30; k++) solver.solve(100, 1e-6);
    expect(Math.abs(solver.readForce(5).momentNm[2])).toBeCloseTo(1000 * 4.5 * 0.3, -1);
  });

  it('swings about the sag of rest, and up to twice as far, when a load comes at once', () => {
    const bar: Bar = { count: 10, pieceM: 0.6, axis: [1, 0, 0], ends: 1 };
    const tip = (bar.count - 1) * STRESS_NODE_STRIDE + 1;
    const restM = solveBar(bar, () => [0, -weightOf(bar), 0]).shifts[tip] ?? 0;
    const solver = createStressSolver(barNet(bar));
    solver.setPart(bar.count, 'still');
    for (let node = 0; node < bar.count; node++) solver.loads[node * STRESS_NODE_STRIDE + 1] = -weightOf(bar);
    const shares = Array.from({ length: 4000 }, () => {
      solver.step(1 / 2000, 200, 1e-5);
      return (solver.shifts[tip] ?? 0) / restM;
    });
    expect(Math.max(...shares)).toBeGreaterThan(1.7);
    expect(Math.max(...shares)).toBeLessThan(2.01);
    expect(Math.abs((shares.at(-1) ?? 0) - 1)).toBeLessThan(0.2);
    // First bending mode: f = 3.516/2π · √(EI/mL⁴); the tip is down after half a period.
    const hertz = (3.516 / 6.2832) * Math.sqrt((YOUNG_PA * HEIGHT_M ** 2) / 12 / DENSITY_KG_M3 / 6 ** 4);
    const halfPeriodS = (shares.indexOf(Math.max(...shares.slice(0, 200))) + 1) / 2000;
    expect(halfPeriodS * 2 * hertz).toBeGreaterThan(0.95);
    expect(halfPeriodS * 2 * hertz).toBeLessThan(1.1);
  });

  it('bears a blow in flight by its own inertia', () => {
    const bar: Bar = { count: 11, pieceM: 0.3, axis: [1, 0, 0], ends: 1 };
    const solver = createStressSolver(barNet(bar));
    solver.setPart(bar.count, 'still');
    solver.breakBeam(0);
    for (let node = 0; node < bar.count; node++) solver.setPart(node, 'flying');
    solver.loads[5 * STRESS_NODE_STRIDE + 1] = 11_000;
    for (let k = 0; k < 5; k++) solver.step(1 / 72, 200, 1e-6);
    // Five of eleven equal pieces hang on either side of the struck one: M = Σ 1000 N · 0.3 m · (1 … 5) at its middle.
    expect(Math.abs(solver.readForce(5).forceN[1])).toBeCloseTo(5000, -2);
    expect(Math.abs(solver.readForce(5).momentNm[2]) / (1000 * 0.3 * (0.5 + 1.5 + 2.5 + 3.5 + 4.5))).toBeCloseTo(1, 1);
  });

  it('gives the same bits twice', () => {
    const bar: Bar = { count: 30, pieceM: 0.3, axis: [0.6, 0.8, 0], ends: 2 };
    const [first, second] = [0, 1].map(() => solveBar(bar, (i) => [i, -900, 5 * i]));
    expect(first?.stresses).toEqual(second?.stresses);
  });
});
