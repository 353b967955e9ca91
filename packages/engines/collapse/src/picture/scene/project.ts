import type { Vec3 } from '../../set-up/measures.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';

/** Where a world point lies in a picture; depth in metres along the view axis. */
export interface PicturePoint {
  readonly xPx: number;
  readonly yPx: number;
  readonly depthM: number;
}

/** Projects a world point; undefined behind the camera or nearer than 1 cm. The point may fall outside the picture. */
export function projectToPicture(camera: SolvedCamera, point: Vec3): PicturePoint | undefined {
  const x = point[0] - camera.positionM[0];
  const y = point[1] - camera.positionM[1];
  const z = point[2] - camera.positionM[2];
  const [r0 = 1, u0 = 0, b0 = 0, r1 = 0, u1 = 1, b1 = 0, r2 = 0, u2 = 0, b2 = 1] = camera.rotation;
  const depthM = -(b0 * x + b1 * y + b2 * z);
  if (depthM < 0.01) return undefined;
  return {
    xPx: camera.principalPx[0] + (camera.focalPx * (r0 * x + r1 * y + r2 * z)) / depthM,
    yPx: camera.principalPx[1] - (camera.focalPx * (u0 * x + u1 * y + u2 * z)) / depthM,
    depthM,
  };
}

/** The world direction through a point of the picture; its part along the view axis is 1, so it is no unit vector. */
export function rayThroughPixel(camera: SolvedCamera, xPx: number, yPx: number): Vec3 {
  const x = (xPx - camera.principalPx[0]) / camera.focalPx;
  const y = (camera.principalPx[1] - yPx) / camera.focalPx;
  const [r0 = 1, u0 = 0, b0 = 0, r1 = 0, u1 = 1, b1 = 0, r2 = 0, u2 = 0, b2 = 1] = camera.rotation;
  return [r0 * x + u0 * y - b0, r1 * x + u1 * y - b1, r2 * x + u2 * y - b2];
}
