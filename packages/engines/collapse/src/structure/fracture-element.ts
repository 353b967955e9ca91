import { type ConvexCell, measureCell, measureFace } from './convex-cell.ts';
import type { FragmentSeed } from './fragment-seed.ts';
import { cutPowerCells } from './power-cells.ts';
import { type ElementSpans, measureSpans, reachOf, scatterSeeds } from './scatter-seeds.ts';
import { scatterShards } from './scatter-shards.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { UncutElement } from './uncut-element.ts';

/** How often seeds are given more or less reach, until cells come near their volumes. */
const FITTING_ROUNDS = 2;
const FITTING_STEP = 0.8;
/** Cells thinner than this fall to their neighbours, or than a part of the element's own thickness. */
const SLIVER_M = 0.035;
const SLIVER_SHARE = 0.25;

/**
 * Cuts an element into convex cells of about the given volumes; their own add up to the element's. A cell that comes out
 * as a sliver is left to its neighbours, so there may be fewer. A pane splinters around a blow, whatever the volumes.
 */
export function fractureElement(
  element: UncutElement,
  volumesM3: readonly number[],
  random: SeededRandom,
): ConvexCell[] {
  if (volumesM3.length <= 1) return [element.cell];
  const sorted = [...volumesM3].sort((a, b) => b - a);
  const measures = measureSpans(element);
  const isPane = element.kind === 'pane';
  const fittingRounds = isPane ? 0 : FITTING_ROUNDS;
  let seeds = isPane
    ? scatterShards(element, measures, sorted.length, random)
    : scatterSeeds(element, measures, sorted, random);
  for (let round = 0; ; round++) {
    const cells = cutPowerCells(element.cell, seeds);
    const solid = seeds.filter((_, i) => isSolid(cells[i], measures));
    if (round >= fittingRounds && solid.length === seeds.length) return cells.filter((cell) => cell !== undefined);
    if (solid.length <= 1) return [element.cell];
    seeds = round < fittingRounds ? fitSeeds(seeds, cells, sorted, measures) : solid;
  }
}

function isSolid(cell: ConvexCell | undefined, { sortedM: [thicknessM] }: ElementSpans): boolean {
  if (!cell) return false;
  const widest = cell.faces.reduce((most, face) => Math.max(most, measureFace(cell, face).areaM2), 0);
  return measureCell(cell).volumeM3 > widest * Math.min(SLIVER_M, SLIVER_SHARE * thicknessM);
}

/** Gives a cell that came out too small more reach, one that is too large less. */
function fitSeeds(
  seeds: readonly FragmentSeed[],
  cells: readonly (ConvexCell | undefined)[],
  volumesM3: readonly number[],
  measures: ElementSpans,
): FragmentSeed[] {
  return seeds.map(({ point, reachM }, i) => {
    const cell = cells[i];
    const wanted = reachOf(volumesM3[i] ?? 0, measures);
    const got = cell ? reachOf(measureCell(cell).volumeM3, measures) : 0;
    const squared = reachM * reachM + FITTING_STEP * (wanted * wanted - got * got);
    return { point, reachM: Math.sqrt(Math.max(0, squared)) };
  });
}
