/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Unit of the distances below: three to a pixel. */
export const CHAMFER_PER_PX = 3;

/**
 * For each pixel the distance to the nearest seed, in thirds of a pixel, and which seed that is; seeds are pixels whose
 * value is not 0. Two-pass chamfer (3-4; Borgefors 1986), ties to the earlier pixel in scan order.
 */
export function spreadSeeds(
  seeds: Uint32Array,
  size: PictureSize,
): { readonly nearest: Uint32Array; readonly distances: Int32Array } {
  const nearest = seeds.slice();
  const distances = new Int32Array(seeds.length);
  for (let pixel = 0; pixel < seeds.length; pixel++) distances[pixel] = seeds[pixel] ? 0 : 1 << 20;
  sweep(nearest, distances, size, 1);
  sweep(nearest, distances, size, -1);
  return { nearest, distances };
}

const STEPS = [
  [-1, 0, 3],
  [-1, -1, 4],
  [0, -1, 3],
  [1, -1, 4],
] as const;

function sweep(nearest: Uint32Array, distances: Int32Array, size: PictureSize, direction: 1 | -1): void {
  const { widthPx, heightPx } = size;
  for (let row = 0; row < heightPx; row++) {
    const y = direction === 1 ? row : heightPx - 1 - row;
    for (let column = 0; column < widthPx; column++) {
      const x = direction === 1 ? column : widthPx - 1 - column;
      const pixel = y * widthPx + x;
      for (const [stepX, stepY, cost] of STEPS) {
        const nearX = x + stepX * direction;
        const nearY = y + stepY * direction;
        if (nearX < 0 || nearX >= widthPx || nearY < 0 || nearY >= heightPx) continue;
        const near = nearY * widthPx + nearX;
        const reached = (distances[near] ?? 0) + cost;
        if (reached < (distances[pixel] ?? 0)) {
          distances[pixel] = reached;
          nearest[pixel] = nearest[near] ?? 0;
        }
      }
    }
  }
}
