import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { projectToPicture, rayThroughPixel } from '../scene/project.ts';

/** From where the ground is seen. */
export interface GroundView {
  readonly camera: SolvedCamera;
}

/** How far, in metres, detail is looked for: towards the viewer first, then to the sides. */
const REACHES_M = [3, 6, 9, 12, 16, 20, 25, 30, 36, 44];

/**
 * For each ground pixel under the building, a pixel of open street to borrow detail from: the place a fixed distance
 * nearer to the viewer or aside, at the smallest distance that is free; −1 elsewhere and where there is none.
 */
export function findDetailSources(view: GroundView, owners: Uint32Array, groundCoverage: Float32Array): Int32Array {
  const { camera } = view;
  const { widthPx, heightPx } = camera;
  const sources = new Int32Array(owners.length).fill(-1);
  const shifts = shiftsOnGround(camera);
  for (let pixel = 0; pixel < owners.length; pixel++) {
    if (!owners[pixel] || groundCoverage[pixel] !== 1) continue;
    const ground = groundAt(camera, pixel);
    if (!ground) continue;
    for (const [shiftX, shiftZ] of shifts) {
      const at = projectToPicture(camera, [ground[0] + shiftX, 0, ground[1] + shiftZ]);
      if (!at || at.xPx < 0 || at.yPx < 0 || at.xPx >= widthPx || at.yPx >= heightPx) continue;
      const source = Math.floor(at.yPx) * widthPx + Math.floor(at.xPx);
      if (owners[source] || groundCoverage[source] !== 1) continue;
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

function groundAt(camera: SolvedCamera, pixel: number): readonly [number, number] | undefined {
  const x = (pixel % camera.widthPx) + 0.5;
  const y = Math.floor(pixel / camera.widthPx) + 0.5;
  const ray = rayThroughPixel(camera, x, y);
  if (ray[1] > -1e-6) return undefined;
  const distance = camera.positionM[1] / -ray[1];
  return [camera.positionM[0] + distance * ray[0], camera.positionM[2] + distance * ray[2]];
}
