import { REC709_CHROMATICITIES } from '../exr/exr-constants.ts';
import type { Chromaticities } from '../exr/exr-image.ts';

/** Row-major 3 × 3. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

type Vector3 = readonly [number, number, number];

/** White of the ICC profile connection space (ICC.1:2022, 7.2.16). */
const D50: Vector3 = [0.9642, 1, 0.8249];

/** Bradford's cone responses (Lindbloom; ICC.1 annex E). */
const BRADFORD: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** Linear RGB of `primaries` to linear Rec.709, white adapted with Bradford; undefined for degenerate primaries. */
export function matrixToRec709(primaries: Chromaticities): Matrix3 | undefined {
  const from = rgbToXyz(primaries);
  const to = invert(rgbToXyz(REC709_CHROMATICITIES) ?? identity);
  if (!from || !to) return undefined;
  return multiply(to, multiply(adapt(whiteOf(primaries), whiteOf(REC709_CHROMATICITIES)), from));
}

/** XYZ of the ICC connection space (D50) to linear Rec.709. */
export function xyzD50ToRec709(): Matrix3 {
  const to = invert(rgbToXyz(REC709_CHROMATICITIES) ?? identity) ?? identity;
  return multiply(to, adapt(D50, whiteOf(REC709_CHROMATICITIES)));
}

export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const cell = (row: number, column: number) =>
    at(a, row, 0) * at(b, 0, column) + at(a, row, 1) * at(b, 1, column) + at(a, row, 2) * at(b, 2, column);
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0), cell(1, 1), cell(1, 2), cell(2, 0), cell(2, 1), cell(2, 2)];
}

/** Changes every pixel's first three channels in place. */
export function applyMatrix(data: Float32Array, channels: number, matrix: Matrix3): void {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  for (let at = 0; at < data.length; at += channels) {
    const red = data[at] as number;
    const green = data[at + 1] as number;
    const blue = data[at + 2] as number;
    data[at] = a * red + b * green + c * blue;
    data[at + 1] = d * red + e * green + f * blue;
    data[at + 2] = g * red + h * green + i * blue;
  }
}

/** Whether both agree so far that 16-bit pictures would not show a difference. */
export function isNearIdentity(matrix: Matrix3): boolean {
  return matrix.every((value, i) => Math.abs(value - (identity[i] as number)) < 2e-4);
}

const identity: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

function at(matrix: Matrix3, row: number, column: number): number {
  return matrix[row * 3 + column] as number;
}

function transform(m: Matrix3, [x, y, z]: Vector3): Vector3 {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

function whiteOf(primaries: Chromaticities): Vector3 {
  const [x, y] = [primaries[6], primaries[7]];
  return [x / y, 1, (1 - x - y) / y];
}

/** SMPTE RP 177. */
function rgbToXyz(primaries: Chromaticities): Matrix3 | undefined {
  if (!primaries.every(Number.isFinite) || primaries[7] === 0) return undefined;
  const [rx, ry, gx, gy, bx, by] = primaries;
  const columns: Matrix3 = [rx, gx, bx, ry, gy, by, 1 - rx - ry, 1 - gx - gy, 1 - bx - by];
  const inverse = invert(columns);
  if (!inverse) return undefined;
  const [r, g, b] = transform(inverse, whiteOf(primaries));
  return multiply(columns, [r, 0, 0, 0, g, 0, 0, 0, b]);
}

function adapt(from: Vector3, to: Vector3): Matrix3 {
  const a = transform(BRADFORD, from);
  const b = transform(BRADFORD, to);
  const scale: Matrix3 = [b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]];
  return multiply(invert(BRADFORD) ?? identity, multiply(scale, BRADFORD));
}

function invert(m: Matrix3): Matrix3 | undefined {
  const [a, b, c, d, e, f, g, h, i] = m;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!(Math.abs(determinant) > 1e-9)) return undefined;
  const cofactors = [
    ...[e * i - f * h, c * h - b * i, b * f - c * e],
    ...[f * g - d * i, a * i - c * g, c * d - a * f],
    ...[d * h - e * g, b * g - a * h, a * e - b * d],
  ].map((value) => value / determinant);
  return cofactors as unknown as Matrix3;
}
