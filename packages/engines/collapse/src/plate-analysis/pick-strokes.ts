import type { PixelPoint, PixelSegment } from '../set-up/measures.ts';
import type { VanishingPoint } from '../set-up/vanishing-point.ts';
import type { PlateEdge } from './plate-edges.ts';

const MOST_STROKES = 8;
/** Strokes keep this far from one another, as a share of the picture's longer side. */
const APART_SHARE = 0.05;

/**
 * A handful of strokes along edges of one direction: the longest that lie apart, each turned about its middle, by less than
 * a pixel, so that all meet exactly where all edges together say.
 */
export function pickStrokes(
  edges: readonly PlateEdge[],
  point: VanishingPoint,
  { principalPx, longSidePx }: { readonly principalPx: PixelPoint; readonly longSidePx: number },
): PixelSegment[] {
  const chosen: PlateEdge[] = [];
  for (const apart of [APART_SHARE, APART_SHARE / 4]) {
    for (const edge of edges) {
      if (chosen.length >= MOST_STROKES) break;
      const isNear = chosen.some(({ middle }) => {
        const [dx, dy] = [middle[0] - edge.middle[0], middle[1] - edge.middle[1]];
        return dx * dx + dy * dy < apart * longSidePx * apart * longSidePx;
      });
      if (!isNear && !chosen.includes(edge)) chosen.push(edge);
    }
    if (chosen.length >= MOST_STROKES / 2) break;
  }
  return chosen.map((edge) => turnTo(edge, point, principalPx));
}

function turnTo({ middle, along, lengthPx }: PlateEdge, [x, y, w]: VanishingPoint, [cx, cy]: PixelPoint): PixelSegment {
  const dx = x - (middle[0] - cx) * w;
  const dy = y - (middle[1] - cy) * w;
  const length = Math.sqrt(dx * dx + dy * dy);
  const half = ((dx * along[0] + dy * along[1] < 0 ? -1 : 1) * lengthPx) / 2 / length;
  const ends = [middle[0] - dx * half, middle[1] - dy * half, middle[0] + dx * half, middle[1] + dy * half] as const;
  const [x1, y1, x2, y2] = ends.map((value) => Math.round(value * 1000) / 1000) as [number, number, number, number];
  return [x1, y1, x2, y2];
}
