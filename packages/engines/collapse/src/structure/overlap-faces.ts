import type { Vec3 } from '../set-up/measures.ts';
import { type CellFace, type ConvexCell, measureFace } from './convex-cell.ts';

interface FaceOfCell {
  readonly cell: ConvexCell;
  readonly face: CellFace;
}

const PLANE_DISTANCE_M = 1e-4;

/** The area that two faces share when they lie against each other; the normal points out of the first. */
export function overlapFaces(a: FaceOfCell, b: FaceOfCell): { areaM2: number; centre: Vec3; normal: Vec3 } | undefined {
  const faceA = measureFace(a.cell, a.face);
  const faceB = measureFace(b.cell, b.face);
  const [nx = 0, ny = 0, nz = 0] = faceA.normal;
  const [mx = 0, my = 0, mz = 0] = faceB.normal;
  if (nx * mx + ny * my + nz * mz > -0.9999) return undefined;
  const gap = [0, 1, 2].reduce(
    (sum, k) => sum + ((faceB.centre[k] ?? 0) - (faceA.centre[k] ?? 0)) * (faceA.normal[k] ?? 0),
    0,
  );
  if (Math.abs(gap) > PLANE_DISTANCE_M) return undefined;
  let polygon = cornersOf(b);
  const clip = cornersOf(a);
  for (let i = 0; i < clip.length && polygon.length >= 3; i++) {
    const from = clip[i] ?? [];
    const to = clip[(i + 1) % clip.length] ?? [];
    polygon = clipBySide(polygon, from, to, faceA.normal);
  }
  if (polygon.length < 3) return undefined;
  const loop = polygon.map((_, i) => i);
  const { areaM2, centre } = measureFace({ corners: polygon.flat(), faces: [] }, { tag: 0, loop });
  return { areaM2, centre, normal: faceA.normal };
}

function cornersOf({ cell, face }: FaceOfCell): number[][] {
  return face.loop.map((v) => cell.corners.slice(3 * v, 3 * v + 3));
}

/** Keeps what lies to the left of from → to, seen along −normal. */
function clipBySide(
  polygon: number[][],
  from: readonly number[],
  to: readonly number[],
  normal: readonly number[],
): number[][] {
  const [fx = 0, fy = 0, fz = 0] = from;
  const [dx, dy, dz] = [(to[0] ?? 0) - fx, (to[1] ?? 0) - fy, (to[2] ?? 0) - fz];
  const [nx = 0, ny = 0, nz = 0] = normal;
  const [ix, iy, iz] = [ny * dz - nz * dy, nz * dx - nx * dz, nx * dy - ny * dx];
  const inside = (p: readonly number[]): number =>
    ((p[0] ?? 0) - fx) * ix + ((p[1] ?? 0) - fy) * iy + ((p[2] ?? 0) - fz) * iz;
  return polygon.flatMap((p, i) => {
    const q = polygon[(i + 1) % polygon.length] ?? p;
    const [dp, dq] = [inside(p), inside(q)];
    const kept = dp >= 0 ? [p] : [];
    if ((dp > 0 && dq < 0) || (dp < 0 && dq > 0)) {
      const t = dp / (dp - dq);
      kept.push(p.map((v, k) => v + t * ((q[k] ?? 0) - v)));
    }
    return kept;
  });
}
