import type { PixelPoint, PixelSegment } from './measures.ts';
import { planeDistance } from './plane-distance.ts';
import { smallestEigenvector } from './symmetric-eigen.ts';

/** Where parallel edges meet in the picture: x/w, y/w in pixels from the principal point, y down; w = 0 at infinity. */
export type VanishingPoint = readonly [x: number, y: number, w: number];

interface DrawnLine {
  /** a·x + b·y + c = 0 with a² + b² = 1, pixels over `UNIT_PX`. */
  readonly line: readonly [number, number, number];
  readonly middle: readonly [number, number];
  readonly halfLength: number;
}

/** Lengths are solved in this unit, so that the matrix is well scaled. */
const UNIT_PX = 1000;

/**
 * The point that the segments' extensions meet in, by least squares on the distance of their ends from lines through it
 * (iteratively reweighted homogeneous solution, Collins and Weiss 1990). Two segments or more.
 */
export function fitVanishingPoint(segments: readonly PixelSegment[], principalPx: PixelPoint): VanishingPoint {
  const lines = segments.map((segment) => describeLine(segment, principalPx));
  let point = smallestEigenvector(momentsOf(lines, () => 1));
  for (let i = 0; i < 20; i++) {
    const [x, y, w] = point;
    point = smallestEigenvector(
      momentsOf(lines, ({ middle, halfLength }) => {
        const [dx, dy] = [x - middle[0] * w, y - middle[1] * w];
        const distance2 = dx * dx + dy * dy;
        return (halfLength * halfLength) / Math.max(distance2, 1e-12);
      }),
    );
  }
  const sign = point[2] < 0 ? -1 : 1;
  return [sign * point[0] * UNIT_PX, sign * point[1] * UNIT_PX, sign * point[2]];
}

function describeLine([x1, y1, x2, y2]: PixelSegment, [cx, cy]: PixelPoint): DrawnLine {
  const [ax, ay, bx, by] = [x1 - cx, y1 - cy, x2 - cx, y2 - cy].map((v) => v / UNIT_PX) as [
    number,
    number,
    number,
    number,
  ];
  const length = planeDistance([ax, ay], [bx, by]);
  const [a, b] = [(ay - by) / length, (bx - ax) / length];
  const middle = [(ax + bx) / 2, (ay + by) / 2] as const;
  return { line: [a, b, -(a * middle[0] + b * middle[1])], middle, halfLength: length / 2 };
}

function momentsOf(lines: readonly DrawnLine[], weigh: (line: DrawnLine) => number): number[] {
  const sum = [0, 0, 0, 0, 0, 0];
  for (const line of lines) {
    const [a, b, c] = line.line;
    const weight = weigh(line);
    [a * a, a * b, a * c, b * b, b * c, c * c].forEach((value, i) => {
      sum[i] = (sum[i] ?? 0) + weight * value;
    });
  }
  return sum;
}
