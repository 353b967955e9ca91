import type { Vec3 } from '../set-up/measures.ts';
import { addScaled, dot, squaredDistance } from '../set-up/vector.ts';
import { type ConvexCell, clipCell, measureCell, measureFace, squaredReach } from './convex-cell.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { UncutElement } from './uncut-element.ts';

/** Faces between pieces of one element carry this plus the number of the piece beyond. */
export const CUT_TAG = 1000;

type Seed = Vec3;

/**
 * Cuts an element into up to `count` convex Voronoi cells, their volumes adding up to its own.
 * Seeds crowd towards the element's rims, where masonry breaks small; sizes come out near Rosin–Rammler with n ≈ 1.
 */
export function fractureElement(element: UncutElement, count: number, random: SeededRandom): ConvexCell[] {
  const whole = element.cell;
  if (count <= 1) return [whole];
  const seeds = scatterSeeds(element, count, random);
  const cells = seeds.map((_, i) => cutVoronoiCell(whole, seeds, i));
  const solid = cells.filter((cell) => cell !== undefined);
  return solid.length === seeds.length ? solid : fractureElement(element, count - 1, random);
}

/** Clips by the bisectors of the seeds from near to far, until none can reach the cell: d² > 4R² (security radius). */
function cutVoronoiCell(whole: ConvexCell, seeds: readonly Seed[], index: number): ConvexCell | undefined {
  const own = seedAt(seeds, index);
  const others = seeds
    .map((seed, i) => ({ i, seed, d2: squaredDistance(seed, own) }))
    .filter(({ i }) => i !== index)
    .sort((a, b) => a.d2 - b.d2 || a.i - b.i);
  let cell: ConvexCell | undefined = whole;
  let reach2 = squaredReach(whole, own);
  for (const { i, seed, d2 } of others) {
    if (d2 > 4 * reach2) break;
    const length = Math.sqrt(d2);
    // The lower number comes first, so that both neighbours cut along the very same plane.
    const [a, b, sign] = index < i ? [own, seed, 1] : [seed, own, -1];
    const n = [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (b[2] - a[2]) / length] as const;
    const limit = (n[0] * (a[0] + b[0]) + n[1] * (a[1] + b[1]) + n[2] * (a[2] + b[2])) / 2;
    cell = clipCell(cell, { normal: [sign * n[0], sign * n[1], sign * n[2]], limit: sign * limit }, CUT_TAG + i);
    if (!cell) return undefined;
    reach2 = squaredReach(cell, own);
  }
  return measureCell(cell).volumeM3 > 1e-9 ? cell : undefined;
}

function scatterSeeds(element: UncutElement, count: number, random: SeededRandom): Seed[] {
  const { cell, axes } = element;
  const spans = axes.map((axis) => spanAlong(cell, axis)) as [Span, Span, Span];
  const thicknessM = Math.min(...spans.map(([from, to]) => to - from));
  const { volumeM3 } = measureCell(cell);
  const spacing2 = (0.5 * 0.5 * volumeM3) / (Math.max(thicknessM, 0.01) * count);
  const sides = cell.faces.map((face) => measureFace(cell, face));
  const seeds: Seed[] = [];
  for (let tries = 0; seeds.length < count && tries < count * 60; tries++) {
    const [u, v, w] = spans.map((span) => pickInSpan(span, thicknessM, random)) as [number, number, number];
    const seed: Seed = addScaled(addScaled(addScaled([0, 0, 0], axes[0], u), axes[1], v), axes[2], w);
    if (!sides.every(({ normal, centre }) => dot(normal, addScaled(seed, centre, -1)) < -1e-6)) continue;
    // Late tries may stand closer: better a small piece than one too few.
    const least2 = tries < count * 20 ? spacing2 : spacing2 * 0.04;
    if (seeds.every((other) => squaredDistance(seed, other) >= least2)) seeds.push(seed);
  }
  return seeds;
}

type Span = readonly [number, number];

function spanAlong({ corners }: ConvexCell, axis: Vec3): Span {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < corners.length; i += 3) {
    const at = dot(axis, [corners[i] ?? 0, corners[i + 1] ?? 0, corners[i + 2] ?? 0]);
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return [from, to];
}

/** Along a long side half of the seeds crowd to the ends; across the thickness all stay near the middle, so that walls break through. */
function pickInSpan([from, to]: readonly [number, number], thicknessM: number, random: SeededRandom): number {
  const lengthM = to - from;
  const t = random();
  const choice = random();
  if (lengthM <= thicknessM * 1.5) return from + lengthM * (0.35 + 0.3 * t);
  if (choice < 0.25) return from + lengthM * 0.4 * t * t;
  if (choice < 0.5) return to - lengthM * 0.4 * t * t;
  return from + lengthM * t;
}

function seedAt(seeds: readonly Seed[], index: number): Seed {
  const seed = seeds[index];
  if (!seed) throw new Error(`No seed ${index}.`);
  return seed;
}
