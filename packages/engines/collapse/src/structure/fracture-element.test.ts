import { describe, expect, it } from 'vitest';
import { type ConvexCell, measureCell, measureFace } from './convex-cell.ts';
import { fractureElement } from './fracture-element.ts';
import { type FragmentLaw, passingShare, tabulateLaw } from './fragment-law.ts';
import { createSeededRandom } from './seeded-random.ts';
import { makePrismElement, type UncutElement } from './uncut-element.ts';

const wall = makePlate(60, 10, 0.38);
const lump = makePlate(12, 5, 5);

describe.each([
  ['a wall of brick', wall, { sizeM: 0.45, uniformity: 1 }, 0.35],
  ['a wall that breaks evenly', wall, { sizeM: 0.6, uniformity: 1.2 }, 0.3],
  ['a block', lump, { sizeM: 0.5, uniformity: 0.8 }, 0.45],
] as const)('%s', (_, element, law, leastM) => {
  const volumeM3 = measureCell(element.cell).volumeM3;
  const cells = fractureElement(element, drawVolumes(law, leastM, volumeM3), createSeededRandom(5, 2));

  it('breaks into sizes by Rosin and Rammler: shares by mass within 0.1 of the law, within 0.06 where most is', () => {
    expect(cells.length).toBeGreaterThan(500);
    for (const sieveM of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.3, 1.6, 2]) {
      const measured = measurePassing(cells, sieveM);
      const tolerance = sieveM < 1 ? 0.06 : 0.1;
      expect(Math.abs(measured - passingShare(law, sieveM, leastM)), `below ${sieveM} m`).toBeLessThan(tolerance);
    }
  });

  it('keeps its volume within 1e-6', () => {
    const sum = cells.reduce((total, cell) => total + measureCell(cell).volumeM3, 0);
    expect(Math.abs(sum / volumeM3 - 1)).toBeLessThan(1e-6);
  });

  it('leaves no slivers', () => {
    for (const cell of cells) {
      const widestM2 = Math.max(...cell.faces.map((face) => measureFace(cell, face).areaM2));
      expect(measureCell(cell).volumeM3 / widestM2).toBeGreaterThan(0.03);
    }
  });
});

it('crowds small fragments near the ends of a wall', () => {
  const long = makePlate(12, 3, 0.3);
  const volumes = drawVolumes({ sizeM: 0.4, uniformity: 0.8 }, 0.3, measureCell(long.cell).volumeM3);
  const cells = fractureElement(long, volumes, createSeededRandom(9, 9)).map(measureCell);
  const end = cells.filter(({ centre: [x] }) => x < 1.5 || x > 10.5).length / 3;
  const middle = cells.filter(({ centre: [x] }) => x > 3 && x < 9).length / 6;
  expect(end).toBeGreaterThan(1.2 * middle);
});

it('splinters a pane small around one place and large away from it, and keeps its volume', () => {
  const pane: UncutElement = { ...makePlate(1.6, 1.8, 0.05), kind: 'pane', material: 'glass' };
  const cells = fractureElement(pane, new Array<number>(12).fill(0.012), createSeededRandom(4, 4)).map(measureCell);
  const volumes = cells.map(({ volumeM3 }) => volumeM3);
  expect(cells.length).toBeGreaterThan(9);
  expect(Math.max(...volumes)).toBeGreaterThan(4 * Math.min(...volumes));
  expect(volumes.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1.6 * 1.8 * 0.05, 9);
});

function drawVolumes(law: FragmentLaw, leastM: number, volumeM3: number): number[] {
  const { drawM3 } = tabulateLaw(law, leastM);
  const random = createSeededRandom(3, 1);
  const drawn: number[] = [];
  for (let sum = 0; sum < volumeM3; sum += drawn.at(-1)!) drawn.push(drawM3(random));
  const total = drawn.reduce((sum, v) => sum + v, 0);
  return drawn.map((v) => (v * volumeM3) / total);
}

function measurePassing(cells: readonly ConvexCell[], sieveM: number): number {
  const volumes = cells.map((cell) => measureCell(cell).volumeM3);
  const total = volumes.reduce((sum, v) => sum + v, 0);
  return volumes.filter((v) => v < sieveM ** 3).reduce((sum, v) => sum + v, 0) / total;
}

function makePlate(lengthM: number, heightM: number, thicknessM: number): UncutElement {
  return makePrismElement({
    kind: 'pier',
    material: 'masonry',
    storey: 0,
    facade: 0,
    plan: [
      [0, 0],
      [lengthM, 0],
      [lengthM, thicknessM],
      [0, thicknessM],
    ],
    sides: ['facade', 'brick', 'plaster', 'brick'],
    bottom: 'brick',
    top: 'brick',
    bottomM: 0,
    topM: heightM,
    axis: [1, 0],
  });
}
