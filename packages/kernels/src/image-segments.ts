import { useImageKernel } from './image-kernel.ts';

/** A straight edge: its ends in pixels (first pixel's centre at 0.5, 0.5), and how strong it is. */
export interface LineSegment {
  readonly ends: readonly [x1: number, y1: number, x2: number, y2: number];
  /** Mean step of brightness from pixel to pixel across it. */
  readonly strength: number;
}

/** What counts as an edge. */
export interface SegmentOptions {
  /** Least step of brightness from pixel to pixel. */
  readonly leastStep: number;
  readonly shortestPx: number;
  /** At most so many, the strongest first; default 6000. */
  readonly most?: number;
}

/**
 * Straight edges of a picture of one channel, strongest seeds first: regions of like gradients, grown and fitted (after LSD,
 * Grompone von Gioi et al. 2010). Going from the first end to the second the brighter side lies on the right.
 */
export function findSegments(
  luma: { readonly widthPx: number; readonly heightPx: number; readonly data: Float32Array },
  options: SegmentOptions,
): LineSegment[] {
  const { widthPx, heightPx, data } = luma;
  const { leastStep, shortestPx, most = 6000 } = options;
  if (data.length !== widthPx * heightPx) {
    throw new RangeError(`data: expected ${widthPx * heightPx} values, got ${data.length}`);
  }
  return useImageKernel(data.length * 26 + most * 20, (arena) => {
    const at = arena.put(data);
    const out = arena.take(most * 20);
    const found = arena.run('findSegments', at, widthPx, heightPx, leastStep, shortestPx, out, most);
    if (found < 0) throw new RangeError('findSegments: out of memory');
    const numbers = arena.floats(out, found * 5).slice();
    return Array.from({ length: found }, (_, i) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, strength = 0] = numbers.subarray(i * 5, i * 5 + 5);
      return { ends: [x1, y1, x2, y2], strength };
    });
  });
}
