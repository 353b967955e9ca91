import { describe, expect, it } from 'vitest';
import { decodeConcentration, encodeConcentration, LEAST_CONCENTRATION } from './dust-frame.ts';
import { createDustFluid, type DustEmission, type DustFluid } from './fluid.ts';

const grid = { dims: [32, 24, 32], originM: [-16, 0, -16], cellM: 1 } as const;
const puff: DustEmission = { centreM: [0, 4, 0], radiusM: 3, velocityMPerS: [4, 1, 0], massKg: 20 };
const frameS = 1 / 24;

describe('dust fluid', () => {
  it('keeps still air still', () => {
    const fluid = createDustFluid({ grid, followDust: false });
    for (let frame = 0; frame < 5; frame++) fluid.step(frameS, []);
    expect(fluid.readCells().every((value) => value === 0)).toBe(true);
  });

  it('lets a steady wind blow on unchanged', () => {
    const fluid = createDustFluid({ grid, followDust: false, physics: { windMPerS: [3, 0, 1] } });
    for (let frame = 0; frame < 10; frame++) fluid.step(frameS, []);
    const cells = fluid.readCells();
    const middle = ((16 * 24 + 12) * 32 + 16) * 4;
    expect(cells[middle]).toBeCloseTo(3, 3);
    expect(cells[middle + 2]).toBeCloseTo(1, 3);
  });

  it('takes 98 % of the divergence out of open flow, and 94 % beside an obstacle', () => {
    const remaining = (fluid: DustFluid): number => {
      let worst = 0;
      for (let frame = 0; frame < 12; frame++) {
        const report = fluid.step(frameS, [{ ...puff, airM3: 4 }]);
        worst = Math.max(worst, report.divergenceAfter / report.divergenceBefore);
      }
      return worst;
    };
    expect(remaining(createDustFluid({ grid }))).toBeLessThan(0.02);
    const obstacles = [{ minM: [6, 0, -4], maxM: [10, 9, 5] }] as const;
    expect(remaining(createDustFluid({ grid, obstacles }))).toBeLessThan(0.06);
  });

  it('accounts for every kilogram within 0.1 %', () => {
    const fluid = createDustFluid({ grid });
    let report = fluid.step(frameS, [puff]);
    for (let frame = 0; frame < 60; frame++) report = fluid.step(frameS, frame < 10 ? [puff] : []);
    expect(report.emittedKg).toBeCloseTo(220, 3);
    const found = report.airborneKg + report.depositedKg + report.outflowKg;
    expect(Math.abs(found - report.emittedKg)).toBeLessThan(0.22);
    const inCells = fluid.readConcentration().reduce((sum, value) => sum + value, 0);
    expect(inCells).toBeCloseTo(report.airborneKg, 1);
    const onGround = fluid.readDeposit().reduce((sum, value) => sum + value, 0);
    expect(onGround).toBeGreaterThan(0.5);
    expect(onGround).toBeCloseTo(report.depositedKg, 2);
  });

  it('lets dust leave through the open sides and books it as outflow', () => {
    const fluid = createDustFluid({ grid, physics: { windMPerS: [12, 0, 0] } });
    let report = fluid.step(frameS, [{ ...puff, centreM: [8, 8, 0], velocityMPerS: [12, 0, 0] }]);
    for (let frame = 0; frame < 60; frame++) report = fluid.step(frameS, []);
    expect(report.outflowKg).toBeGreaterThan(15);
    expect(report.airborneKg).toBeLessThan(5);
  });

  it('lets nothing through obstacles or the ground', () => {
    const wall = { minM: [5, 0, -16], maxM: [8, 24, 16] } as const;
    const fluid = createDustFluid({ grid, obstacles: [wall] });
    for (let frame = 0; frame < 48; frame++) {
      fluid.step(frameS, [{ ...puff, centreM: [0, 2, 0], velocityMPerS: [15, -15, 0] }]);
    }
    const dust = fluid.readConcentration();
    const at = (i: number, j: number, k: number) => dust[(k * 24 + j) * 32 + i] ?? 0;
    let beyond = 0;
    let before = 0;
    for (let k = 0; k < 32; k++) {
      for (let j = 0; j < 24; j++) {
        for (let i = 0; i < 32; i++) {
          if (i >= 21) beyond += at(i, j, k);
          else before += at(i, j, k);
        }
      }
    }
    expect(beyond).toBe(0);
    expect(before).toBeGreaterThan(10);
    const cells = fluid.readCells();
    // The lowest faces are closed, so a lowest cell holds half of what passes its upper face at most.
    for (let k = 0; k < 32; k++) for (let i = 21; i < 24; i++) expect(cells[k * 24 * 32 * 4 + i * 4]).toBe(0);
  });

  it('spreads a heavy cloud with a Froude number of 1.0 to 1.3', () => {
    // A lock of 12 × 4 m of dust with g′ = 2 m/s² opens in a channel of deep air, closed at its sides and behind.
    const walls = [
      { minM: [0, 0, -2], maxM: [52, 16, -1] },
      { minM: [0, 0, 1], maxM: [52, 16, 2] },
      { minM: [0, 0, -2], maxM: [0.5, 16, 2] },
    ] as const;
    const fluid = createDustFluid({
      grid: { dims: [152, 48, 8], originM: [0, 0, -4 * lockCellM], cellM: lockCellM },
      obstacles: walls,
      followDust: false,
      physics: { settlingMPerS: 0, confinement: 0 },
    });
    const lock = { centreM: [6.5, 2, 0], radiusM: 0, halfSizeM: [6, 2, 1], velocityMPerS: [0, 0, 0], grip: 0 } as const;
    fluid.step(frameS, [{ ...lock, massKg: lockKgPerM3 * 12 * 4 * 2 }]);
    const early = advance(fluid, 119);
    const late = advance(fluid, 60);
    const speed = (late.frontM - early.frontM) / (60 * frameS);
    const froude = speed / Math.sqrt(2 * (0.5 * (early.depthM + late.depthM)));
    expect(froude).toBeGreaterThan(1.0);
    expect(froude).toBeLessThan(1.3);
  });

  it('stays finite with extreme sources', () => {
    const fluid = createDustFluid({ grid });
    const blast: DustEmission = { ...puff, velocityMPerS: [1e6, -1e6, 1e5], massKg: 1e7, airM3: 1e6 };
    for (let frame = 0; frame < 6; frame++) fluid.step(frameS, [blast]);
    expect(fluid.readCells().every(Number.isFinite)).toBe(true);
  });

  it('refuses numbers that are not finite', () => {
    const fluid = createDustFluid({ grid });
    expect(() => fluid.step(frameS, [{ ...puff, massKg: Number.NaN }])).toThrow(RangeError);
    expect(() => fluid.step(0, [])).toThrow(RangeError);
    expect(() => createDustFluid({ grid: { ...grid, dims: [0, 8, 8] } })).toThrow(RangeError);
  });

  it('gives the same bytes twice', () => {
    const run = () => {
      const fluid = createDustFluid({ grid });
      for (let frame = 0; frame < 8; frame++) fluid.step(frameS, [puff]);
      return fluid.captureFrame();
    };
    expect(run()).toEqual(run());
  });
});

const lockCellM = 1 / 3;
const lockKgPerM3 = (2 * 1.2) / 9.81;

/**
 * Runs on; then finds the front, and the depth of undiluted dust that the layer 3 to 8 m behind it amounts to (behind
 * the raised head, as experiments measure it).
 */
function advance(fluid: DustFluid, frames: number): { frontM: number; depthM: number } {
  for (let frame = 0; frame < frames; frame++) fluid.step(frameS, []);
  const dust = fluid.readConcentration();
  const depths = Array.from({ length: 152 }, (_, i) => {
    let depth = 0;
    for (let j = 0; j < 48; j++) depth += ((dust[(4 * 48 + j) * 152 + i] ?? 0) / lockKgPerM3) * lockCellM;
    return depth;
  });
  const last = depths.findLastIndex((depth) => depth > 0.2);
  // Between the last column deep enough and the next.
  const share = ((depths[last] ?? 0) - 0.2) / ((depths[last] ?? 0) - (depths[last + 1] ?? 0));
  const behind = depths.slice(last - 24, last - 9);
  return { frontM: (last + share) * lockCellM, depthM: behind.reduce((sum, depth) => sum + depth, 0) / behind.length };
}

describe('dust frames', () => {
  it('hold concentrations within 3 %', () => {
    for (const value of [LEAST_CONCENTRATION, 0.001, 0.0123, 0.4, 3.3, 15]) {
      expect(Math.abs(decodeConcentration(encodeConcentration(value)) / value - 1)).toBeLessThan(0.03);
    }
    expect(encodeConcentration(0)).toBe(0);
    expect(encodeConcentration(Number.NaN)).toBe(0);
    expect(encodeConcentration(1e9)).toBe(255);
  });

  it('code as the simulation does', () => {
    const fluid = createDustFluid({ grid });
    for (let frame = 0; frame < 4; frame++) fluid.step(frameS, [puff]);
    const { boxMin, boxSize, density } = fluid.captureFrame();
    const dust = fluid.readConcentration();
    let index = 0;
    for (let k = 0; k < boxSize[2]; k++) {
      for (let j = 0; j < boxSize[1]; j++) {
        for (let i = 0; i < boxSize[0]; i++) {
          const cell = ((k + boxMin[2]) * 24 + j + boxMin[1]) * 32 + i + boxMin[0];
          expect(density[index++]).toBe(encodeConcentration(dust[cell] ?? 0));
        }
      }
    }
  });
});
