import type { Vec3 } from '../set-up/measures.ts';
import type { PlanPolygon } from './plan-polygon.ts';

/** A side of a cell: corners counter-clockwise seen from outside. */
export interface CellFace {
  readonly tag: number;
  readonly loop: readonly number[];
}

/** A convex, closed polyhedron. Corners are x, y, z triples in world metres. */
export interface ConvexCell {
  readonly corners: readonly number[];
  readonly faces: readonly CellFace[];
}

/** The half space normal·p ≤ limit. */
export interface HalfSpace {
  readonly normal: readonly [number, number, number];
  readonly limit: number;
}

const EPSILON_M = 1e-9;

/** Tags of a prism's faces: side i of the plan gets `sides[i]`. */
export interface PrismTags {
  readonly sides: readonly number[];
  readonly bottom: number;
  readonly top: number;
}

/** An upright prism, or a frustum when the plan at its top has moved: sides must stay flat. */
export function createPrism(
  plan: PlanPolygon,
  [bottomM, topM]: readonly [number, number],
  tags: PrismTags,
  topPlan = plan,
): ConvexCell {
  const level = (polygon: PlanPolygon, y: number): number[] => polygon.flatMap(([x, q]) => [x, y, -q]);
  return joinLevels([...level(plan, bottomM), ...level(topPlan, topM)], tags);
}

/** A solid between two polygons of equally many corners, given end to end: the first faces down, the second up. */
export function joinLevels(corners: readonly number[], tags: PrismTags): ConvexCell {
  const count = corners.length / 6;
  const ring = Array.from({ length: count }, (_, i) => i);
  const faces: CellFace[] = ring.map((i) => {
    const next = (i + 1) % count;
    return { tag: tags.sides[i] ?? 0, loop: [i, next, next + count, i + count] };
  });
  faces.push({ tag: tags.bottom, loop: ring.map((i) => count - 1 - i) });
  faces.push({ tag: tags.top, loop: ring.map((i) => count + i) });
  return { corners, faces };
}

/** The part of a cell in a half space, or undefined when nothing is left. The cut carries `cutTag`. */
export function clipCell(cell: ConvexCell, { normal, limit }: HalfSpace, cutTag: number): ConvexCell | undefined {
  const { corners } = cell;
  const distances: number[] = [];
  let farthest = -Infinity;
  let nearest = Infinity;
  for (let i = 0; i < corners.length; i += 3) {
    const d = normal[0] * at(corners, i) + normal[1] * at(corners, i + 1) + normal[2] * at(corners, i + 2) - limit;
    distances.push(d);
    farthest = Math.max(farthest, d);
    nearest = Math.min(nearest, d);
  }
  if (farthest <= EPSILON_M) return cell;
  if (nearest >= -EPSILON_M) return undefined;
  return cutThrough(cell, distances, cutTag);
}

/** Volume in m³ and centre of mass, both of the solid. */
export function measureCell({ corners, faces }: ConvexCell): { volumeM3: number; centre: [number, number, number] } {
  const [ox, oy, oz] = [at(corners, 0), at(corners, 1), at(corners, 2)];
  let [six, mx, my, mz] = [0, 0, 0, 0];
  for (const { loop } of faces) {
    const a = 3 * at(loop, 0);
    const [ax, ay, az] = [at(corners, a) - ox, at(corners, a + 1) - oy, at(corners, a + 2) - oz];
    for (let i = 2; i < loop.length; i++) {
      const b = 3 * at(loop, i - 1);
      const c = 3 * at(loop, i);
      const bx = at(corners, b) - ox;
      const by = at(corners, b + 1) - oy;
      const bz = at(corners, b + 2) - oz;
      const cx = at(corners, c) - ox;
      const cy = at(corners, c + 1) - oy;
      const cz = at(corners, c + 2) - oz;
      const part = ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
      six += part;
      mx += part * (ax + bx + cx);
      my += part * (ay + by + cy);
      mz += part * (az + bz + cz);
    }
  }
  const scale = six > 0 ? 1 / (4 * six) : 0;
  return { volumeM3: six / 6, centre: [ox + mx * scale, oy + my * scale, oz + mz * scale] };
}

/** Area in m², centre and outward unit normal of a face. */
export function measureFace(
  { corners }: ConvexCell,
  { loop }: CellFace,
): { areaM2: number; centre: Vec3; normal: Vec3 } {
  const a = 3 * at(loop, 0);
  const [ax, ay, az] = [at(corners, a), at(corners, a + 1), at(corners, a + 2)];
  let [nx, ny, nz, cx, cy, cz, area] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 2; i < loop.length; i++) {
    const b = 3 * at(loop, i - 1);
    const c = 3 * at(loop, i);
    const [bx, by, bz] = [at(corners, b), at(corners, b + 1), at(corners, b + 2)];
    const [dx, dy, dz] = [at(corners, c), at(corners, c + 1), at(corners, c + 2)];
    const [ux, uy, uz] = [bx - ax, by - ay, bz - az];
    const [vx, vy, vz] = [dx - ax, dy - ay, dz - az];
    const [px, py, pz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const part = Math.sqrt(px * px + py * py + pz * pz) / 2;
    nx += px;
    ny += py;
    nz += pz;
    area += part;
    cx += part * (ax + bx + dx);
    cy += part * (ay + by + dy);
    cz += part * (az + bz + dz);
  }
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
  const thirds = 1 / (3 * area || 1);
  return {
    areaM2: area,
    centre: [cx * thirds, cy * thirds, cz * thirds],
    normal: [nx / length, ny / length, nz / length],
  };
}

/** Squared distance of the cell's farthest corner from a point. */
export function squaredReach({ corners }: ConvexCell, [x, y, z]: Vec3): number {
  let farthest = 0;
  for (let i = 0; i < corners.length; i += 3) {
    const [dx, dy, dz] = [at(corners, i) - x, at(corners, i + 1) - y, at(corners, i + 2) - z];
    farthest = Math.max(farthest, dx * dx + dy * dy + dz * dz);
  }
  return farthest;
}

function cutThrough(cell: ConvexCell, distances: readonly number[], cutTag: number): ConvexCell | undefined {
  const corners: number[] = [];
  const onCut: boolean[] = [];
  const made = new Map<number, number>();
  const total = distances.length;
  const keep = (a: number): number => {
    const known = made.get(a);
    if (known !== undefined) return known;
    made.set(a, onCut.length);
    corners.push(at(cell.corners, 3 * a), at(cell.corners, 3 * a + 1), at(cell.corners, 3 * a + 2));
    onCut.push(at(distances, a) >= -EPSILON_M);
    return onCut.length - 1;
  };
  const cut = (a: number, b: number): number => {
    // The inner end comes first, so that both faces at this edge compute the same bits.
    const [i, o] = at(distances, a) < at(distances, b) ? [a, b] : [b, a];
    const key = total * (i + 1) + o;
    const known = made.get(key);
    if (known !== undefined) return known;
    made.set(key, onCut.length);
    const t = at(distances, i) / (at(distances, i) - at(distances, o));
    for (let k = 0; k < 3; k++) {
      const from = at(cell.corners, 3 * i + k);
      corners.push(from + t * (at(cell.corners, 3 * o + k) - from));
    }
    onCut.push(true);
    return onCut.length - 1;
  };
  const faces: CellFace[] = [];
  const next = new Map<number, number>();
  for (const face of cell.faces) {
    const loop = clipLoop(face.loop, distances, keep, cut);
    if (loop.length < 3) continue;
    faces.push({ tag: face.tag, loop });
    for (let i = 0; i < loop.length; i++) {
      const [a, b] = [at(loop, i), at(loop, (i + 1) % loop.length)];
      if (onCut[a] && onCut[b]) next.set(b, a);
    }
  }
  const cap = followLoop(next);
  if (cap.length >= 3) faces.push({ tag: cutTag, loop: cap });
  return faces.length >= 4 ? { corners, faces } : undefined;
}

function clipLoop(
  loop: readonly number[],
  distances: readonly number[],
  keep: (a: number) => number,
  cut: (a: number, b: number) => number,
): number[] {
  const result: number[] = [];
  for (let i = 0; i < loop.length; i++) {
    const [a, b] = [at(loop, i), at(loop, (i + 1) % loop.length)];
    const [da, db] = [at(distances, a), at(distances, b)];
    if (da <= EPSILON_M) result.push(keep(a));
    if ((da < -EPSILON_M && db > EPSILON_M) || (da > EPSILON_M && db < -EPSILON_M)) result.push(cut(a, b));
  }
  return result;
}

function followLoop(next: ReadonlyMap<number, number>): number[] {
  const start = next.keys().next().value;
  const loop: number[] = [];
  for (let v = start; v !== undefined && loop.length <= next.size; v = next.get(v)) {
    loop.push(v);
    if (next.get(v) === start) return loop;
  }
  return [];
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`No number at ${index}.`);
  return value;
}
