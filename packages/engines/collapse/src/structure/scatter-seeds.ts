import { deterministicMath } from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import { addScaled, dot, squaredDistance } from '../set-up/vector.ts';
import { type ConvexCell, measureFace } from './convex-cell.ts';
import type { FragmentSeed } from './fragment-seed.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { UncutElement } from './uncut-element.ts';

type Span = readonly [number, number];

const TRIES = 14;
/** Spheres of neighbours may sink into each other to this share of their distance. */
const CLOSENESS = 0.85;

/** An element's extents along its axes. */
export interface ElementSpans {
  readonly spans: readonly [Span, Span, Span];
  /** Lengths in rising order. */
  readonly sortedM: readonly [number, number, number];
}

/** Measures an element along its axes. */
export function measureSpans({ cell, axes }: UncutElement): ElementSpans {
  const spans = axes.map((axis) => spanAlong(cell, axis)) as unknown as [Span, Span, Span];
  const sortedM = spans.map(([from, to]) => to - from).sort((a, b) => a - b) as [number, number, number];
  return { spans, sortedM };
}

/** Half the width of a fragment of a volume, in the directions in which the element has room for it. */
export function reachOf(volumeM3: number, { sortedM: [thicknessM, widthM] }: ElementSpans): number {
  const sphere = deterministicMath.pow((3 * volumeM3) / (4 * Math.PI), 1 / 3);
  if (2 * sphere <= thicknessM) return sphere;
  const disc = Math.sqrt(volumeM3 / (Math.PI * thicknessM));
  return 2 * disc <= widthM ? disc : volumeM3 / (2 * thicknessM * widthM);
}

/**
 * A seed for each volume, largest first, so that fragments find room: big ones towards the middle, small ones crowded
 * where elements break first, near their ends and where they meet others.
 */
export function scatterSeeds(
  element: UncutElement,
  measures: ElementSpans,
  volumesM3: readonly number[],
  random: SeededRandom,
): FragmentSeed[] {
  const sides = element.cell.faces.map((face) => measureFace(element.cell, face));
  const isInside = (point: Vec3): boolean =>
    sides.every(({ normal, centre }) => dot(normal, point) - dot(normal, centre) < -1e-6);
  const largest = volumesM3[0] ?? 1;
  const seeds: FragmentSeed[] = [];
  for (const volumeM3 of volumesM3) {
    const reachM = reachOf(volumeM3, measures);
    const crowding = 1 - Math.min(1, volumeM3 / (0.5 * largest));
    let best: FragmentSeed | undefined;
    let bestRoom = -Infinity;
    for (let tries = 0; tries < TRIES && bestRoom < 0; tries++) {
      const point = pickPoint(element, measures, { reachM, crowding }, random);
      if (!isInside(point)) continue;
      const room = roomAt(point, reachM, seeds);
      if (room <= bestRoom) continue;
      best = { point, reachM };
      bestRoom = room;
    }
    if (best) seeds.push(best);
  }
  return seeds;
}

/** How much free space a sphere would have; negative where it sinks into another. */
function roomAt(point: Vec3, reachM: number, seeds: readonly FragmentSeed[]): number {
  let room = Infinity;
  for (const seed of seeds) {
    const distance = Math.sqrt(squaredDistance(seed.point, point));
    room = Math.min(room, distance - CLOSENESS * (reachM + seed.reachM));
  }
  return room;
}

function pickPoint(
  { axes }: UncutElement,
  { spans }: ElementSpans,
  { reachM, crowding }: { readonly reachM: number; readonly crowding: number },
  random: SeededRandom,
): Vec3 {
  let point: Vec3 = [0, 0, 0];
  for (const [k, axis] of axes.entries()) {
    const [from, to] = spans[k] ?? [0, 0];
    point = addScaled(point, axis, pickAlong(from, to, reachM, crowding, random));
  }
  return point;
}

/** Where there is no room across, near the middle, so that walls break through; else clear of the ends, small ones beside them. */
function pickAlong(from: number, to: number, reachM: number, crowding: number, random: SeededRandom): number {
  const lengthM = to - from;
  const t = random();
  const choice = random();
  if (lengthM <= 2 * reachM) return from + lengthM * (0.4 + 0.2 * t);
  const clearM = Math.min(0.7 * reachM, 0.45 * lengthM);
  const freeM = lengthM - 2 * clearM;
  if (choice > 0.5 * crowding) return from + clearM + freeM * t;
  const fromEnd = 0.4 * freeM * t * t;
  return choice > 0.25 * crowding ? from + clearM + fromEnd : to - clearM - fromEnd;
}

function spanAlong({ corners }: ConvexCell, [x, y, z]: Vec3): Span {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < corners.length; i += 3) {
    const at = x * (corners[i] ?? 0) + y * (corners[i + 1] ?? 0) + z * (corners[i + 2] ?? 0);
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return [from, to];
}
