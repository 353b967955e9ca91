import type { BuildingModel, Facade } from '../structure/building-model.ts';
import { hashIntegers } from '../structure/seeded-random.ts';

/** Usual size of the blocks that a falling building comes apart into, metres along and across the front. */
const BLOCK_M = 7;
const STOREYS_PER_BLOCK = 2;

/**
 * Number of the block that each piece belongs to. Cracks prefer the seams between blocks: upright through the window axes
 * and bays, level every other storey above the ground storey. Their places vary with the seed.
 */
export function laySeams(model: BuildingModel, seed: number): Int32Array {
  const front = model.facades[0];
  if (!front) throw new Error('A building without façades.');
  const across = extentAcross(model, front);
  const columns = Math.max(1, Math.round(front.widthM / BLOCK_M));
  const rows = Math.max(1, Math.round(across / BLOCK_M));
  const shift = (hashIntegers(seed, 0x5ea) % 2) as 0 | 1;
  return Int32Array.from(model.pieces, ({ restOriginM, storey }) => {
    const [dx, dz] = [restOriginM[0] - front.originM[0], restOriginM[2] - front.originM[2]];
    const layer = storey === 0 ? 0 : 1 + Math.floor((storey - 1 + shift) / STOREYS_PER_BLOCK);
    const column = bandOf((dx * front.uAxis[0] + dz * front.uAxis[2]) / front.widthM, columns, [seed, layer, 1]);
    const row = bandOf(-(dx * front.normal[0] + dz * front.normal[2]) / across, rows, [seed, layer, 2]);
    return (layer * 64 + column) * 64 + row;
  });
}

function extentAcross({ boundsM: { min, max } }: BuildingModel, { normal }: Facade): number {
  return Math.max(1, Math.abs(normal[0]) * (max[0] - min[0]) + Math.abs(normal[2]) * (max[2] - min[2]));
}

/** Which of `count` bands a fraction falls in; each inner border moves by up to a quarter of a band, by layer. */
function bandOf(fraction: number, count: number, key: readonly [number, number, number]): number {
  let band = 0;
  for (let border = 1; border < count; border++) {
    const offset = (hashIntegers(...key, border) / 4294967296 - 0.5) * 0.5;
    if (fraction > (border + offset) / count) band = border;
  }
  return band;
}
