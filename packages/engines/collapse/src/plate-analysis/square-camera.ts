import type { PixelPoint, Vec3 } from '../set-up/measures.ts';
import type { VanishingPoint } from '../set-up/vanishing-point.ts';
import { addScaled, cross, dot, normalise } from '../set-up/vector.ts';
import { type EdgeFamily, missOf, runsTo, weightOf } from './edge-families.ts';
import { invertMatrix } from './invert-matrix.ts';
import type { PlateEdge } from './plate-edges.ts';

/** A camera whose three square directions explain the plate's edges. Axes are in the camera's frame: x right, y up, z back. */
export interface SquareCamera {
  readonly focalPx: number;
  /** One standard deviation of the focal length, as a share of it; what the edges' own scatter allows. */
  readonly focalError: number;
  /** Two level directions and up, unit vectors. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  /** Edges along each axis. */
  readonly edges: readonly [readonly PlateEdge[], readonly PlateEdge[], readonly PlateEdge[]];
  /** Share of all edges' length that runs along the three. */
  readonly explained: number;
}

interface Hypothesis {
  readonly focalPx: number;
  readonly axes: SquareCamera['axes'];
}

/** Focal lengths that a plate may have, in widths of it. */
const FOCAL_RANGE = { least: 0.35, most: 8 };
/** Up lies within 40° of the picture's upright. */
const LEAST_UPRIGHT = 0.766;
const ROUNDS = 14;

/**
 * The camera that explains most edges: from each pair of families as two square directions (f² = −v1·v2), the third following,
 * then fitted to all edges together. Undefined where no pair makes sense.
 * @param knownFocalPx where it is known, one level or upright family is enough
 */
export function findSquareCamera(
  edges: readonly PlateEdge[],
  families: readonly EdgeFamily[],
  picture: { readonly widthPx: number; readonly principalPx: PixelPoint; readonly knownFocalPx?: number },
): SquareCamera | undefined {
  let best: SquareCamera | undefined;
  for (const hypothesis of hypothesesOf(families, picture)) {
    const rough = explain(hypothesis, edges, picture.principalPx);
    if (best && rough.explained <= best.explained * 0.9) continue;
    const fitted = refine(hypothesis, edges, picture);
    if (fitted && (!best || fitted.explained > best.explained)) best = fitted;
  }
  return best;
}

function hypothesesOf(
  families: readonly EdgeFamily[],
  { widthPx, knownFocalPx }: { readonly widthPx: number; readonly knownFocalPx?: number },
): Hypothesis[] {
  const found: Hypothesis[] = [];
  families.forEach(({ point: p }, i) => {
    for (const { point: q } of families.slice(i + 1)) {
      const squared = -(p[0] * q[0] + p[1] * q[1]) / (p[2] * q[2]);
      const focalPx = knownFocalPx ?? Math.sqrt(squared);
      if (!(focalPx >= FOCAL_RANGE.least * widthPx && focalPx <= FOCAL_RANGE.most * widthPx)) continue;
      const hypothesis = squareAxes(directionOf(p, focalPx), directionOf(q, focalPx));
      if (hypothesis) found.push({ focalPx, axes: hypothesis });
    }
    if (knownFocalPx === undefined) return;
    const alone = levelAxes(directionOf(p, knownFocalPx));
    if (alone) found.push({ focalPx: knownFocalPx, axes: alone });
  });
  return found;
}

function directionOf([x, y, w]: VanishingPoint, focalPx: number): Vec3 {
  return normalise([x / focalPx, -y / focalPx, -w]);
}

/** Three square axes from two directions, whichever of the three is up; undefined where none is, or where they are not square. */
function squareAxes(one: Vec3, other: Vec3): SquareCamera['axes'] | undefined {
  if (Math.abs(dot(one, other)) > 0.2) return undefined;
  const second = normalise(addScaled(other, one, -dot(one, other)));
  const third = cross(one, second);
  const upright = [one, second, third].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const [up, level, away] = upright;
  if (!up || !level || !away || Math.abs(up[1]) < LEAST_UPRIGHT) return undefined;
  return [level, away, up[1] < 0 ? addScaled([0, 0, 0], up, -1) : up];
}

/** Axes from one level direction, the camera leaning to neither side. */
function levelAxes(direction: Vec3): SquareCamera['axes'] | undefined {
  if (Math.abs(direction[1]) > LEAST_UPRIGHT) {
    const across = normalise(cross(direction, [0, 0, 1]));
    return squareAxes(direction, across);
  }
  const up = normalise([0, -direction[2], direction[1]]);
  return squareAxes(direction, up);
}

/** The point that a direction runs to, in pixels from the principal point. */
export function pointOf([x, y, z]: Vec3, focalPx: number): VanishingPoint {
  const sign = z > 0 ? -1 : 1;
  return [sign * x * focalPx, -sign * y * focalPx, -sign * z];
}

function explain({ focalPx, axes }: Hypothesis, edges: readonly PlateEdge[], principalPx: PixelPoint) {
  const points = axes.map((axis) => pointOf(axis, focalPx));
  const sorted: [PlateEdge[], PlateEdge[], PlateEdge[]] = [[], [], []];
  let explained = 0;
  let total = 0;
  for (const edge of edges) {
    total += weightOf(edge);
    const misses = points.map((point) => missOf(edge, point, principalPx));
    const nearest = misses.indexOf(Math.min(...misses));
    const point = points[nearest];
    if (!point || !runsTo(edge, point, principalPx)) continue;
    sorted[nearest]?.push(edge);
    explained += weightOf(edge);
  }
  return { edges: sorted, explained: total > 0 ? explained / total : 0 };
}

/** Focal length and rotation by least squares on how far the edges' ends lie off (Gauss–Newton, weights after Huber). */
function refine(
  first: Hypothesis,
  edges: readonly PlateEdge[],
  { principalPx, knownFocalPx }: { readonly principalPx: PixelPoint; readonly knownFocalPx?: number },
): SquareCamera | undefined {
  let hypothesis = first;
  let focalError = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const { edges: sorted } = explain(hypothesis, edges, principalPx);
    const step = solveStep(hypothesis, sorted, principalPx, knownFocalPx !== undefined);
    if (!step) return undefined;
    hypothesis = move(hypothesis, step.change);
    focalError = step.focalError;
  }
  if (!(hypothesis.focalPx > 0 && Number.isFinite(hypothesis.focalPx))) return undefined;
  return { ...hypothesis, focalError, ...explain(hypothesis, edges, principalPx) };
}

/** Turns by a small rotation (x, y, z) and stretches the focal length by the share in the last place. */
function move({ focalPx, axes }: Hypothesis, change: readonly number[]): Hypothesis {
  const turn: Vec3 = [change[0] ?? 0, change[1] ?? 0, change[2] ?? 0];
  const [a, b] = axes.map((axis) => addScaled(axis, cross(turn, axis), 1)) as [Vec3, Vec3, Vec3];
  const one = normalise(a);
  const other = normalise(addScaled(b, one, -dot(b, one)));
  const third = cross(one, other);
  const up = dot(third, axes[2]) < 0 ? addScaled([0, 0, 0], third, -1) : third;
  return { focalPx: focalPx * (1 + Math.max(-0.2, Math.min(0.2, change[3] ?? 0))), axes: [one, other, up] };
}

/** Signed distance of an edge's end from the line through its middle to the axis' point. */
function offset(edge: PlateEdge, { focalPx, axes }: Hypothesis, axis: number, [cx, cy]: PixelPoint): number {
  const [x, y, w] = pointOf(axes[axis] ?? axes[0], focalPx);
  const dx = x - (edge.middle[0] - cx) * w;
  const dy = y - (edge.middle[1] - cy) * w;
  const distance = Math.sqrt(dx * dx + dy * dy) || 1;
  const sign = dx * edge.along[0] + dy * edge.along[1] < 0 ? -1 : 1;
  return (sign * (edge.along[0] * dy - edge.along[1] * dx) * edge.lengthPx) / (2 * distance);
}

const NUDGE = 1e-5;

function solveStep(
  hypothesis: Hypothesis,
  sorted: SquareCamera['edges'],
  principalPx: PixelPoint,
  isFocalKnown: boolean,
): { readonly change: readonly number[]; readonly focalError: number } | undefined {
  const unknowns = isFocalKnown ? 3 : 4;
  const moved = Array.from({ length: unknowns }, (_, i) =>
    move(
      hypothesis,
      [0, 1, 2, 3].map((j) => (i === j ? NUDGE : 0)),
    ),
  );
  const normal = Array.from({ length: unknowns }, () => new Array<number>(unknowns).fill(0));
  const side = new Array<number>(unknowns).fill(0);
  let squares = 0;
  let weights = 0;
  sorted.forEach((edges, axis) => {
    for (const edge of edges) {
      const off = offset(edge, hypothesis, axis, principalPx);
      const weight = 1 / Math.max(1, Math.abs(off) / 0.5);
      const slopes = moved.map((near) => (offset(edge, near, axis, principalPx) - off) / NUDGE);
      slopes.forEach((slope, i) => {
        side[i] = (side[i] ?? 0) - weight * slope * off;
        slopes.forEach((other, j) => {
          const row = normal[i];
          if (row) row[j] = (row[j] ?? 0) + weight * slope * other;
        });
      });
      squares += weight * off * off;
      weights += weight;
    }
  });
  const inverse = invertMatrix(normal);
  if (!inverse) return undefined;
  const change = inverse.map((row) => row.reduce((sum, value, i) => sum + value * (side[i] ?? 0), 0));
  // Edges of one façade are no independent measurements, and lenses bend: on photographs of known focal length twice the
  // scatter of a quarter of the edges was about one deviation.
  const variance = (16 * squares) / Math.max(1, weights - unknowns);
  return { change, focalError: isFocalKnown ? 0 : Math.sqrt(variance * (inverse[3]?.[3] ?? Number.POSITIVE_INFINITY)) };
}
