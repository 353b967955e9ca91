import { BacklotError } from '@backlot/film';
import type { PixelPoint, PixelSegment } from './measures.ts';
import { planeDistance } from './plane-distance.ts';
import { fitVanishingPoint, type VanishingPoint } from './vanishing-point.ts';

type Axis = 'alongX' | 'alongY' | 'alongZ';
export type DrawnDirections = Readonly<Partial<Record<Axis, readonly PixelSegment[]>>>;

/** How exactly a person places the end of a stroke. */
const DRAWING_ERROR_PX = 0.5;
/** Focal lengths whose own uncertainty is larger than this are refused. */
const LARGEST_RELATIVE_ERROR = 0.25;

/**
 * Focal length in pixels from two or three square directions: f² = −(v1 − c)·(v2 − c), pairs weighted by how near their points lie.
 * @throws BacklotError `VANISHING_LINES_PARALLEL` when half a pixel in the drawing changes the answer by a quarter,
 * `CAMERA_UNSOLVABLE` when no focal length explains the lines
 */
export function solveFocalPx(directions: DrawnDirections, principalPx: PixelPoint): number {
  const squared = squareFocal(directions, principalPx);
  const focalPx = Math.sqrt(Math.max(squared, 0));
  const deviation = estimateDeviation(directions, principalPx, squared);
  const names = Object.keys(directions).join(' and ');
  if (!(deviation < 2 * LARGEST_RELATIVE_ERROR * Math.abs(squared))) {
    throw new BacklotError(
      'VANISHING_LINES_PARALLEL',
      `Camera: the segments of ${names} hardly converge; the focal length would be a guess (±${describe(deviation / (2 * Math.max(focalPx, 1)))} px on ${describe(focalPx)} px)`,
      {
        hint: 'Draw longer segments farther apart, or give focalPx (focal length in mm × picture width in px ÷ sensor width in mm).',
      },
    );
  }
  if (squared <= 0) {
    throw new BacklotError(
      'CAMERA_UNSOLVABLE',
      `Camera: no focal length explains ${names} as square directions (f² = ${describe(squared)})`,
      {
        hint: 'Check that each segment lies in the right list: alongX, alongY and alongZ are square to each other in the world.',
      },
    );
  }
  return focalPx;
}

function describe(value: number): string {
  return Number.isFinite(value) ? value.toFixed(0) : 'any';
}

function squareFocal(directions: DrawnDirections, principalPx: PixelPoint): number {
  const points = Object.values(directions).map((segments) => fitVanishingPoint(segments, principalPx));
  let sum = 0;
  let weights = 0;
  points.forEach((p, i) => {
    for (const q of points.slice(i + 1)) {
      const weight = weighPair(p, q);
      if (weight === 0) continue;
      sum -= (weight * (p[0] * q[0] + p[1] * q[1])) / (p[2] * q[2]);
      weights += weight;
    }
  });
  return sum / weights;
}

/** A point's own error grows with the square of its distance, so far pairs count little. */
function weighPair(p: VanishingPoint, q: VanishingPoint): number {
  const far = (v: VanishingPoint): number => (v[0] * v[0] + v[1] * v[1]) / (v[2] * v[2]);
  const spread = far(p) * far(q) * (far(p) + far(q));
  return Number.isFinite(spread) && spread > 0 ? 1 / spread : 0;
}

function estimateDeviation(directions: DrawnDirections, principalPx: PixelPoint, squared: number): number {
  let variance = 0;
  for (const [axis, segments] of Object.entries(directions)) {
    segments.forEach((segment, i) => {
      const moved = { ...directions, [axis]: segments.with(i, tilt(segment)) };
      const off = squareFocal(moved, principalPx) - squared;
      variance += off * off;
    });
  }
  return Math.sqrt(variance);
}

/** The segment with its ends moved apart across its direction by the drawing error. */
function tilt([x1, y1, x2, y2]: PixelSegment): PixelSegment {
  const length = planeDistance([x1, y1], [x2, y2]);
  const dx = (-(y2 - y1) / length) * DRAWING_ERROR_PX;
  const dy = ((x2 - x1) / length) * DRAWING_ERROR_PX;
  return [x1 + dx, y1 + dy, x2 - dx, y2 - dy];
}
