import { type ConvexCell, clipCell, squaredReach } from './convex-cell.ts';
import type { FragmentSeed } from './fragment-seed.ts';
import { createSeedGrid, type SeedGrid } from './seed-grid.ts';

/** Faces between pieces of one element carry this plus the number of the piece beyond. */
export const CUT_TAG = 1000;

/**
 * Cuts a solid into the cells of a power diagram (Aurenhammer 1987): a point belongs to the seed with the least
 * distance² − reach². Cells are convex and fill the solid; undefined where others leave a seed nothing.
 */
export function cutPowerCells(whole: ConvexCell, seeds: readonly FragmentSeed[]): (ConvexCell | undefined)[] {
  const grid = createSeedGrid(seeds);
  return seeds.map((_, i) => cutCell(whole, seeds, i, grid));
}

/** Clips by the planes between a seed and its neighbours, nearest plane first, until none can reach what is left. */
function cutCell(
  whole: ConvexCell,
  seeds: readonly FragmentSeed[],
  index: number,
  grid: SeedGrid,
): ConvexCell | undefined {
  const own = seeds[index];
  if (!own) return undefined;
  for (let widthM = grid.usualM; ; widthM *= 2) {
    const near = grid.planesNear(index, widthM);
    let cell: ConvexCell | undefined = whole;
    let reach = Math.sqrt(squaredReach(whole, own.point));
    for (const [i, other] of near.others.entries()) {
      if ((near.atM[i] ?? 0) >= reach) break;
      cell = clipBetween(cell, seeds, index, other);
      if (!cell) return undefined;
      reach = Math.sqrt(squaredReach(cell, own.point));
    }
    if (near.beyondM >= reach) return cell;
  }
}

function clipBetween(
  cell: ConvexCell,
  seeds: readonly FragmentSeed[],
  index: number,
  other: number,
): ConvexCell | undefined {
  // The lower number comes first, so that both neighbours cut along the very same plane.
  const [a, b, sign] = index < other ? [seeds[index], seeds[other], 1] : [seeds[other], seeds[index], -1];
  if (!a || !b) return cell;
  const [dx, dy, dz] = [b.point[0] - a.point[0], b.point[1] - a.point[1], b.point[2] - a.point[2]];
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const [nx, ny, nz] = [dx / length, dy / length, dz / length];
  const middle = (nx * (a.point[0] + b.point[0]) + ny * (a.point[1] + b.point[1]) + nz * (a.point[2] + b.point[2])) / 2;
  const limit = middle + (a.reachM * a.reachM - b.reachM * b.reachM) / (2 * length);
  return clipCell(cell, { normal: [sign * nx, sign * ny, sign * nz], limit: sign * limit }, CUT_TAG + other);
}
