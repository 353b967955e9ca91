import type { Vec3 } from '../../set-up/measures.ts';
import { projectPoint } from '../../set-up/project-point.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { cross, dot } from '../../set-up/vector.ts';

/** What the plate shows of the standing building, at the output's size. */
export interface PlateShown {
  /** The plate's albedo, RGBA floats. */
  readonly restPicture: Float32Array;
  /** `findPlateOwners`. */
  readonly owners: Uint32Array;
}

/** Corner coordinates on the rest picture for a triangle that the plate's camera sees; undefined for all others. */
export type PlatePlacer = (objectId: number, corners: readonly Vec3[]) => readonly number[] | undefined;

/** Finds which triangles without a façade of their own the plate shows: the edges and undersides of roofs. */
export function placeOnPlate({ owners }: PlateShown, camera: SolvedCamera): PlatePlacer {
  const { widthPx, heightPx, positionM: eyeM } = camera;
  return (objectId, corners) => {
    const [a, b, c] = corners;
    if (!a || !b || !c) return undefined;
    const middle: Vec3 = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3, (a[2] + b[2] + c[2]) / 3];
    if (dot(cross(between(a, b), between(a, c)), between(middle, eyeM)) <= 0) return undefined;
    const [x, y, depthM] = projectPoint(camera, middle);
    const isInside = depthM > 0 && x >= 0 && y >= 0 && x < widthPx && y < heightPx;
    // The pieces of a convex building hide one another: the piece that owns the pixel is seen there, by this very face.
    if (!isInside || owners[Math.floor(y) * widthPx + Math.floor(x)] !== objectId) return undefined;
    return corners.flatMap((corner) => {
      const [u, v] = projectPoint(camera, corner);
      return [u / widthPx, v / heightPx];
    });
  };
}

function between(from: Vec3, to: Vec3): Vec3 {
  return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
}
