import type { PixelPoint } from '../set-up/measures.ts';
import { fitVanishingPoint, type VanishingPoint } from '../set-up/vanishing-point.ts';
import { createSeededRandom, type SeededRandom } from '../structure/seeded-random.ts';
import type { PlateEdge } from './plate-edges.ts';

/** Edges that run to one point. */
export interface EdgeFamily {
  /** In pixels from the principal point. */
  readonly point: VanishingPoint;
  readonly edges: readonly PlateEdge[];
  /** Sum of the edges' lengths. */
  readonly weightPx: number;
}

const TRIES = 1200;
const MOST_FAMILIES = 6;
const FEWEST_EDGES = 4;
/** A family holds at least this share of all edges' length. */
const LEAST_SHARE = 0.035;
/** Sine of the angle by which an edge may miss its point (0.7°), and how far its end may lie off, whichever is more. */
const SINE_TOLERANCE = 0.0122;
const END_TOLERANCE_PX = 0.7;
/** Longer edges count no more than this: a single kerb must not outvote a front. */
const LONGEST_PX = 240;

/**
 * Groups edges by the points that they run to: again and again the point that most length agrees with, from pairs drawn
 * with a seed (RANSAC, Fischler and Bolles 1981), fitted to all that agree. The largest family first.
 */
export function groupEdges(edges: readonly PlateEdge[], principalPx: PixelPoint, seed: number): EdgeFamily[] {
  const random = createSeededRandom(seed, 77);
  const total = sumWeights(edges);
  const families: EdgeFamily[] = [];
  let rest = edges;
  while (families.length < MOST_FAMILIES && rest.length >= FEWEST_EDGES) {
    const family = findFamily(rest, principalPx, random);
    if (!family || family.weightPx < LEAST_SHARE * total) break;
    families.push(family);
    const taken = new Set(family.edges);
    rest = rest.filter((edge) => !taken.has(edge));
  }
  return families;
}

/** True where an edge runs to the point, as exactly as its length tells. */
export function runsTo(edge: PlateEdge, point: VanishingPoint, principalPx: PixelPoint): boolean {
  return missOf(edge, point, principalPx) <= Math.max(SINE_TOLERANCE, (2 * END_TOLERANCE_PX) / edge.lengthPx);
}

/** Sine of the angle between an edge and the way from its middle to the point. */
export function missOf({ middle, along }: PlateEdge, [x, y, w]: VanishingPoint, [cx, cy]: PixelPoint): number {
  const dx = x - (middle[0] - cx) * w;
  const dy = y - (middle[1] - cy) * w;
  const distance = Math.sqrt(dx * dx + dy * dy);
  return distance < 1e-9 ? 1 : Math.abs(along[0] * dy - along[1] * dx) / distance;
}

/** How much an edge counts. */
export function weightOf({ lengthPx }: PlateEdge): number {
  return Math.min(LONGEST_PX, lengthPx);
}

function findFamily(
  edges: readonly PlateEdge[],
  principalPx: PixelPoint,
  random: SeededRandom,
): EdgeFamily | undefined {
  let best: VanishingPoint | undefined;
  let bestWeight = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const point = meetingPoint(pick(edges, random), pick(edges, random), principalPx);
    if (!point) continue;
    const weight = sumWeights(edges.filter((edge) => runsTo(edge, point, principalPx)));
    if (weight <= bestWeight) continue;
    best = point;
    bestWeight = weight;
  }
  return best && settle(edges, best, principalPx);
}

/** Fits the point to its edges and chooses them anew, twice. */
function settle(edges: readonly PlateEdge[], first: VanishingPoint, principalPx: PixelPoint): EdgeFamily | undefined {
  let point = first;
  let members: readonly PlateEdge[] = [];
  for (let round = 0; round < 3; round++) {
    members = edges.filter((edge) => runsTo(edge, point, principalPx));
    if (members.length < FEWEST_EDGES) return undefined;
    if (round < 2)
      point = fitVanishingPoint(
        members.map((edge) => edge.ends),
        principalPx,
      );
  }
  return { point, edges: members, weightPx: sumWeights(members) };
}

/** The longer an edge, the sooner it is drawn: edges come longest first, and the square of the draw favours the first. */
function pick(edges: readonly PlateEdge[], random: SeededRandom): PlateEdge | undefined {
  const draw = random();
  return edges[Math.floor(draw * draw * edges.length)];
}

function meetingPoint(
  one: PlateEdge | undefined,
  other: PlateEdge | undefined,
  [cx, cy]: PixelPoint,
): VanishingPoint | undefined {
  if (!one || !other || one === other) return undefined;
  const line = ({ middle, along }: PlateEdge) =>
    [along[1], -along[0], along[0] * (middle[1] - cy) - along[1] * (middle[0] - cx)] as const;
  const [a, b] = [line(one), line(other)];
  const [x, y, w] = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  return x * x + y * y + w * w < 1e-12 ? undefined : w < 0 ? [-x, -y, -w] : [x, y, w];
}

function sumWeights(edges: readonly PlateEdge[]): number {
  return edges.reduce((sum, edge) => sum + weightOf(edge), 0);
}
