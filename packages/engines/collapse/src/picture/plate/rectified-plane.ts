import type { Homography } from '@backlot/kernels';
import type { Vec3 } from '../../set-up/measures.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { addScaled } from '../../set-up/vector.ts';

/** A plane of the world laid out as a flat picture: column i, row j lies at originM + i · acrossM + j · downM. */
export interface RectifiedPlane {
  readonly originM: Vec3;
  /** One pixel to the right and one down, in metres. */
  readonly acrossM: Vec3;
  readonly downM: Vec3;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where the camera sees each place of a plane: picture pixels from the plane's pixels. */
export function pictureFromPlane(camera: SolvedCamera, plane: RectifiedPlane): Homography {
  const rows = cameraRows(camera);
  const column = (vector: Vec3): readonly [number, number, number] => [
    dotRow(rows[0], vector),
    dotRow(rows[1], vector),
    dotRow(rows[2], vector),
  ];
  const [a, b, c] = [plane.acrossM, plane.downM, addScaled(plane.originM, camera.positionM, -1)].map(column);
  const at = (i: 0 | 1 | 2): readonly [number, number, number] => [a?.[i] ?? 0, b?.[i] ?? 0, c?.[i] ?? 0];
  return [...at(0), ...at(1), ...at(2)] as Homography;
}

/** Rows that turn a world offset from the camera into x·w, y·w, w of the picture. */
function cameraRows({ rotation, focalPx, principalPx }: SolvedCamera): readonly (readonly number[])[] {
  const axis = (column: number): readonly number[] => [0, 3, 6].map((row) => rotation[row + column] ?? 0);
  const [right, up, back] = [axis(0), axis(1), axis(2)];
  const mix = (side: readonly number[] | undefined, scale: number, middle: number): readonly number[] =>
    [0, 1, 2].map((i) => scale * (side?.[i] ?? 0) - middle * (back?.[i] ?? 0));
  return [mix(right, focalPx, principalPx[0]), mix(up, -focalPx, principalPx[1]), mix(undefined, 0, 1)];
}

function dotRow(row: readonly number[] | undefined, [x, y, z]: Vec3): number {
  return (row?.[0] ?? 0) * x + (row?.[1] ?? 0) * y + (row?.[2] ?? 0) * z;
}

/** The projection the other way round, up to scale, its last row positive where the first one's is. */
export function invertHomography([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  const adjugate = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  const determinant = a * (adjugate[0] ?? 0) + b * (adjugate[3] ?? 0) + c * (adjugate[6] ?? 0);
  return adjugate.map((value) => value / determinant) as unknown as Homography;
}

/** Where a point goes; undefined at or behind the projection's horizon. */
export function mapPoint(h: Homography, x: number, y: number): readonly [number, number] | undefined {
  const w = h[6] * x + h[7] * y + h[8];
  if (!(w > 1e-9)) return undefined;
  return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
}
