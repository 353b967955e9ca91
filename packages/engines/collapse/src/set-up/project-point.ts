import type { PixelPoint, Vec3 } from './measures.ts';
import type { SolvedCamera } from './solved-set-up.ts';
import { addScaled, normalise } from './vector.ts';

/** Where a world point appears: x, y in pixels, and its distance along the optical axis in metres (≤ 0: behind the camera, pixels meaningless). */
export function projectPoint(camera: SolvedCamera, pointM: Vec3): readonly [xPx: number, yPx: number, depthM: number] {
  const d = addScaled(pointM, camera.positionM, -1);
  const [r0 = 0, r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0, r6 = 0, r7 = 0, r8 = 0] = camera.rotation;
  const x = r0 * d[0] + r3 * d[1] + r6 * d[2];
  const y = r1 * d[0] + r4 * d[1] + r7 * d[2];
  const depthM = -(r2 * d[0] + r5 * d[1] + r8 * d[2]);
  const scale = camera.focalPx / depthM;
  return [camera.principalPx[0] + x * scale, camera.principalPx[1] - y * scale, depthM];
}

/** Unit direction in the world that a pixel looks along. */
export function pixelRay(camera: Omit<SolvedCamera, 'positionM'>, [xPx, yPx]: PixelPoint): Vec3 {
  const x = (xPx - camera.principalPx[0]) / camera.focalPx;
  const y = -(yPx - camera.principalPx[1]) / camera.focalPx;
  const row = (i: number): number =>
    (camera.rotation[i] ?? 0) * x + (camera.rotation[i + 1] ?? 0) * y - (camera.rotation[i + 2] ?? 0);
  return normalise([row(0), row(3), row(6)]);
}

/** The ground point (y = 0) that a pixel shows, or undefined at or above the horizon. */
export function pixelOnGround(camera: SolvedCamera, pixel: PixelPoint): Vec3 | undefined {
  const ray = pixelRay(camera, pixel);
  if (ray[1] > -1e-5) return undefined;
  const point = addScaled(camera.positionM, ray, -camera.positionM[1] / ray[1]);
  return [point[0], 0, point[2]];
}
