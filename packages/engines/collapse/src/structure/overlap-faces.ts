import { measureShared, type SharedFace } from './shared-face.ts';
import type { OuterFace } from './touching-faces.ts';

/** The area that two facing faces share; the normal points out of the first. */
export function overlapFaces(a: OuterFace, b: OuterFace): SharedFace | undefined {
  let polygon = cornersOf(b);
  const clip = cornersOf(a);
  for (let i = 0; i < clip.length && polygon.length >= 3; i++) {
    const from = clip[i] ?? [];
    const to = clip[(i + 1) % clip.length] ?? [];
    polygon = clipBySide(polygon, from, to, a.normal);
  }
  if (polygon.length < 3) return undefined;
  return measureShared(polygon.flat(), a.normal);
}

function cornersOf({ cell, face }: OuterFace): number[][] {
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
