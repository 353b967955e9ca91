/** A point of the plan, seen from above: x to the right, q = −z upwards. Polygons run counter-clockwise. */
export type PlanPoint = readonly [x: number, q: number];
export type PlanPolygon = readonly PlanPoint[];

/** A polygon whose side i (from corner i to i + 1) carries the tag i. */
export interface TaggedPolygon {
  readonly corners: PlanPolygon;
  readonly tags: readonly number[];
}

const EPSILON_M = 1e-9;

/** Twice the signed area: positive when counter-clockwise. */
export function doubleArea(polygon: PlanPolygon): number {
  let sum = 0;
  polygon.forEach((a, i) => {
    const b = cornerAt(polygon, i + 1);
    sum += a[0] * b[1] - b[0] * a[1];
  });
  return sum;
}

/** Corner by number, counted around. */
export function cornerAt(polygon: PlanPolygon, index: number): PlanPoint {
  const corner = polygon[((index % polygon.length) + polygon.length) % polygon.length];
  if (!corner) throw new Error('A polygon needs corners.');
  return corner;
}

/** The polygon with all sides moved inwards by `distanceM`; corner i stays next to corner i. */
export function insetPolygon(polygon: PlanPolygon, distanceM: number): PlanPolygon {
  return polygon.map((corner, i) => {
    const before = directionOf(cornerAt(polygon, i - 1), corner);
    const after = directionOf(corner, cornerAt(polygon, i + 1));
    // Inward normals are the directions turned left; the mitre solves n1·p = n2·p = distance.
    const n1: PlanPoint = [-before[1], before[0]];
    const n2: PlanPoint = [-after[1], after[0]];
    const determinant = n1[0] * n2[1] - n1[1] * n2[0];
    if (Math.abs(determinant) < 1e-6) return [corner[0] + n1[0] * distanceM, corner[1] + n1[1] * distanceM];
    const x = (distanceM * (n2[1] - n1[1])) / determinant;
    const q = (distanceM * (n1[0] - n2[0])) / determinant;
    return [corner[0] + x, corner[1] + q];
  });
}

/** Unit vector from a to b. */
export function directionOf(a: PlanPoint, b: PlanPoint): PlanPoint {
  const dx = b[0] - a[0];
  const dq = b[1] - a[1];
  const length = Math.sqrt(dx * dx + dq * dq);
  return [dx / length, dq / length];
}

/** The part of a convex polygon where normal·p ≤ limit; undefined when nothing is left. The new side is tagged `cutTag`. */
export function clipPolygon(
  polygon: TaggedPolygon,
  normal: PlanPoint,
  limit: number,
  cutTag: number,
): TaggedPolygon | undefined {
  const corners: PlanPoint[] = [];
  const tags: number[] = [];
  const count = polygon.corners.length;
  for (let i = 0; i < count; i++) {
    const a = cornerAt(polygon.corners, i);
    const b = cornerAt(polygon.corners, i + 1);
    const da = normal[0] * a[0] + normal[1] * a[1] - limit;
    const db = normal[0] * b[0] + normal[1] * b[1] - limit;
    const tag = polygon.tags[i] ?? cutTag;
    if (da <= EPSILON_M) {
      corners.push(a);
      tags.push(db > EPSILON_M && da >= -EPSILON_M ? cutTag : tag);
    }
    if ((da < -EPSILON_M && db > EPSILON_M) || (da > EPSILON_M && db < -EPSILON_M)) {
      const t = da / (da - db);
      corners.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
      tags.push(da < 0 ? cutTag : tag);
    }
  }
  return corners.length >= 3 && doubleArea(corners) > 1e-6 ? { corners, tags } : undefined;
}

/** Cuts a simple polygon into convex ones: ears, merged again where the union stays convex (Hertel and Mehlhorn 1983). */
export function cutIntoConvex(polygon: PlanPolygon): PlanPolygon[] {
  if (isConvex(polygon)) return [polygon];
  const parts = cutEars(polygon);
  for (let merged = true; merged; ) {
    merged = false;
    for (let i = 0; i < parts.length && !merged; i++) {
      for (let j = i + 1; j < parts.length && !merged; j++) {
        const union = joinAlongSide(parts[i] ?? [], parts[j] ?? []);
        if (!union || !isConvex(union)) continue;
        parts.splice(j, 1);
        parts[i] = union;
        merged = true;
      }
    }
  }
  return parts;
}

/** Whether sides cross, or corners coincide. */
export function isSimplePolygon(polygon: PlanPolygon): boolean {
  const count = polygon.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const neighbours = j === i + 1 || (i === 0 && j === count - 1);
      if (samePoint(cornerAt(polygon, i), cornerAt(polygon, j))) return false;
      if (neighbours) continue;
      if (sidesCross(cornerAt(polygon, i), cornerAt(polygon, i + 1), cornerAt(polygon, j), cornerAt(polygon, j + 1)))
        return false;
    }
  }
  return true;
}

function turn(a: PlanPoint, b: PlanPoint, c: PlanPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Whether no corner turns inwards. */
export function isConvex(polygon: PlanPolygon): boolean {
  return polygon.every((corner, i) => turn(cornerAt(polygon, i - 1), corner, cornerAt(polygon, i + 1)) >= -1e-9);
}

function samePoint(a: PlanPoint, b: PlanPoint): boolean {
  return Math.abs(a[0] - b[0]) < 1e-9 && Math.abs(a[1] - b[1]) < 1e-9;
}

function sidesCross(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): boolean {
  return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

function cutEars(polygon: PlanPolygon): PlanPolygon[] {
  const rest = [...polygon];
  const ears: PlanPolygon[] = [];
  while (rest.length > 3) {
    const index = rest.findIndex((_, i) => isEar(rest, i));
    if (index < 0) break;
    ears.push([cornerAt(rest, index - 1), cornerAt(rest, index), cornerAt(rest, index + 1)]);
    rest.splice(index, 1);
  }
  ears.push(rest);
  return ears;
}

function isEar(polygon: PlanPolygon, index: number): boolean {
  const a = cornerAt(polygon, index - 1);
  const b = cornerAt(polygon, index);
  const c = cornerAt(polygon, index + 1);
  if (turn(a, b, c) <= 1e-12) return false;
  return polygon.every((p) => {
    if (p === a || p === b || p === c) return true;
    return turn(a, b, p) < -1e-12 || turn(b, c, p) < -1e-12 || turn(c, a, p) < -1e-12;
  });
}

/** The union of two counter-clockwise polygons that share one whole side. */
function joinAlongSide(a: PlanPolygon, b: PlanPolygon): PlanPolygon | undefined {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      const shared = samePoint(cornerAt(a, i), cornerAt(b, j + 1)) && samePoint(cornerAt(a, i + 1), cornerAt(b, j));
      if (!shared) continue;
      const fromA = a.map((_, k) => cornerAt(a, i + 1 + k));
      const fromB = b.map((_, k) => cornerAt(b, j + 1 + k)).slice(1, -1);
      return [...fromA, ...fromB];
    }
  }
  return undefined;
}
