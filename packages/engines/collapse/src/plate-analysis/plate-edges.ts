import { blurGaussian, findSegments } from '@backlot/kernels';
import type { PixelSegment } from '../set-up/measures.ts';
import type { RgbRaster } from './find-sky.ts';

/** A straight edge of the plate; x, y in plate pixels. */
export interface PlateEdge {
  /** Going from the first end to the second the brighter side lies on the right. */
  readonly ends: PixelSegment;
  readonly lengthPx: number;
  readonly middle: readonly [number, number];
  /** Unit vector along it. */
  readonly along: readonly [number, number];
}

/** Least step of brightness (display codes of 0..1) from pixel to pixel. */
const LEAST_STEP = 0.02;
/** Shortest edge as a share of the picture's longer side. */
const SHORTEST_SHARE = 1 / 60;
/** A little blur evens out noise and the sensor's grid; edges keep their place. */
const SIGMA_PX = 0.8;
/** So many of the longest edges are worth looking at. */
const MOST = 900;

/** The longest straight edges of a plate, longest first. */
export function findPlateEdges({ widthPx, heightPx, data }: RgbRaster): PlateEdge[] {
  const luma = new Float32Array(widthPx * heightPx);
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const at = pixel * 3;
    const light = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
    luma[pixel] = Math.sqrt(Math.min(1, Math.max(0, light)));
  }
  const size = { widthPx, heightPx };
  const soft = blurGaussian({ ...size, channels: 1, data: luma }, SIGMA_PX);
  const shortestPx = Math.max(10, Math.max(widthPx, heightPx) * SHORTEST_SHARE);
  return findSegments({ ...size, data: soft }, { leastStep: LEAST_STEP, shortestPx })
    .map(({ ends }) => describeEdge(ends))
    .sort((a, b) => b.lengthPx - a.lengthPx)
    .slice(0, MOST);
}

function describeEdge(ends: PixelSegment): PlateEdge {
  const [x1, y1, x2, y2] = ends;
  const [dx, dy] = [x2 - x1, y2 - y1];
  const lengthPx = Math.sqrt(dx * dx + dy * dy);
  return { ends, lengthPx, middle: [(x1 + x2) / 2, (y1 + y2) / 2], along: [dx / lengthPx, dy / lengthPx] };
}
