/**
 * For each pixel the object whose stay keeps the plate valid there: the piece seen at rest, and around the building's
 * outline, out to `reachPx`, the nearest such piece, because the proxy never fits a photographed cornice to the pixel.
 * 0 where the plate is the street's or the sky's own. Nearest by two-pass chamfer distance (3-4), ties to the earlier
 * pixel in scan order.
 */
export function findPlateOwners(
  restPieceIds: Uint32Array,
  size: { readonly widthPx: number; readonly heightPx: number },
  reachPx: number,
): Uint32Array {
  const owners = restPieceIds.slice();
  const distances = new Int32Array(owners.length);
  for (let pixel = 0; pixel < owners.length; pixel++) distances[pixel] = owners[pixel] ? 0 : 1 << 20;
  sweep(owners, distances, size, 1);
  sweep(owners, distances, size, -1);
  for (let pixel = 0; pixel < owners.length; pixel++) {
    if ((distances[pixel] ?? 0) > reachPx * 3) owners[pixel] = 0;
  }
  return owners;
}

function sweep(
  owners: Uint32Array,
  distances: Int32Array,
  size: { readonly widthPx: number; readonly heightPx: number },
  direction: 1 | -1,
): void {
  const { widthPx, heightPx } = size;
  const steps = [
    [-1, 0, 3],
    [-1, -1, 4],
    [0, -1, 3],
    [1, -1, 4],
  ] as const;
  for (let row = 0; row < heightPx; row++) {
    const y = direction === 1 ? row : heightPx - 1 - row;
    for (let column = 0; column < widthPx; column++) {
      const x = direction === 1 ? column : widthPx - 1 - column;
      const pixel = y * widthPx + x;
      for (const [stepX, stepY, cost] of steps) {
        const nearX = x + stepX * direction;
        const nearY = y + stepY * direction;
        if (nearX < 0 || nearX >= widthPx || nearY < 0 || nearY >= heightPx) continue;
        const near = nearY * widthPx + nearX;
        const reached = (distances[near] ?? 0) + cost;
        if (reached < (distances[pixel] ?? 0)) {
          distances[pixel] = reached;
          owners[pixel] = owners[near] ?? 0;
        }
      }
    }
  }
}
