import { CHAMFER_PER_PX, type PictureSize, spreadSeeds } from './chamfer-distance.ts';

/**
 * For each pixel the object whose stay keeps the plate valid there: the piece seen at rest, and around the building's
 * outline, out to `reachPx`, the nearest such piece, because the proxy never fits a photographed cornice to the pixel.
 * 0 where the plate is the street's or the sky's own.
 */
export function findPlateOwners(restPieceIds: Uint32Array, size: PictureSize, reachPx: number): Uint32Array {
  const { nearest, distances } = spreadSeeds(restPieceIds, size);
  return nearest.map((owner, pixel) => ((distances[pixel] ?? 0) <= reachPx * CHAMFER_PER_PX ? owner : 0));
}
