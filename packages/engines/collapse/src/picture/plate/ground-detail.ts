import { pixelOnGround, projectPoint } from '../../set-up/project-point.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';

/** How far, in metres, detail is looked for: towards the viewer first, then to the sides. */
const REACHES_M = [3, 6, 9, 12, 16, 20, 25, 30, 36, 44];

/**
 * For each ground pixel under the building, a pixel of open street to borrow detail from: the place a fixed distance
 * nearer to the viewer or aside, at the smallest distance that is free; −1 elsewhere and where there is none.
 */
export function findDetailSources(camera: SolvedCamera, owners: Uint32Array, ground: Uint8Array): Int32Array {
  const { widthPx, heightPx } = camera;
  const sources = new Int32Array(owners.length).fill(-1);
  const shifts = shiftsOnGround(camera);
  for (let pixel = 0; pixel < owners.length; pixel++) {
    if (!owners[pixel] || ground[pixel] !== 1) continue;
    const place = pixelOnGround(camera, [(pixel % widthPx) + 0.5, Math.floor(pixel / widthPx) + 0.5]);
    if (!place) continue;
    for (const [shiftX, shiftZ] of shifts) {
      const [xPx, yPx, depthM] = projectPoint(camera, [place[0] + shiftX, 0, place[2] + shiftZ]);
      if (depthM < 0.1 || xPx < 0 || yPx < 0 || xPx >= widthPx || yPx >= heightPx) continue;
      const source = Math.floor(yPx) * widthPx + Math.floor(xPx);
      if (owners[source] || ground[source] !== 1) continue;
      sources[pixel] = source;
      break;
    }
  }
  return sources;
}

function shiftsOnGround(camera: SolvedCamera): readonly (readonly [number, number])[] {
  const backX = camera.rotation[2] ?? 0;
  const backZ = camera.rotation[8] ?? 1;
  const length = Math.max(1e-6, Math.sqrt(backX * backX + backZ * backZ));
  const [x, z] = [backX / length, backZ / length];
  return REACHES_M.flatMap((reach) => [
    [x * reach, z * reach] as const,
    [z * reach, -x * reach] as const,
    [-z * reach, x * reach] as const,
  ]);
}
