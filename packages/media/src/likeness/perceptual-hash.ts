import { deterministicMath } from '@backlot/kernels';
import { type GreyPicture, resize } from './grey-picture.ts';

const SIDE_PX = 32;
const BITS = 64;
/** Standard deviation in codes of 255 below which a picture is too plain to be told from another. */
const LEAST_CONTRAST = 4;

/** The 64 lowest frequencies of the cosine transform but the mean: across, down. */
const FREQUENCIES: readonly (readonly [u: number, v: number])[] = Array.from({ length: 11 }, (_, sum) =>
  Array.from({ length: sum + 1 }, (_, u) => [u, sum - u] as const),
)
  .flat()
  .slice(1, BITS + 1);

/** Cosines of the transform: frequency × pixel. */
const COSINES = Array.from({ length: 11 }, (_, frequency) =>
  Float64Array.from({ length: SIDE_PX }, (_, at) =>
    deterministicMath.cos((Math.PI * frequency * (2 * at + 1)) / (2 * SIDE_PX)),
  ),
);

/**
 * 64 bits that stay nearly the same when a picture is scaled, squeezed, recompressed or graded: the signs of the lowest
 * frequencies of its cosine transform, as 16 hexadecimal digits (after Zauner, "Implementation and Benchmarking of
 * Perceptual Image Hash Functions", 2010). Undefined for a picture too plain to have any.
 */
export function hashPicture(grey: GreyPicture): string | undefined {
  const { data } = resize(grey, SIDE_PX, SIDE_PX);
  if (deviationOf(data) < LEAST_CONTRAST) return undefined;
  const rows = COSINES.map((cosines) =>
    Float64Array.from({ length: SIDE_PX }, (_, y) =>
      cosines.reduce((sum, cosine, x) => sum + cosine * (data[y * SIDE_PX + x] ?? 0), 0),
    ),
  );
  const bits = FREQUENCIES.map(([u, v]) => {
    const row = rows[u] ?? [];
    return (COSINES[v] ?? new Float64Array()).reduce((sum, cosine, y) => sum + cosine * (row[y] ?? 0), 0) > 0;
  });
  return toHex(bits);
}

/** The hash of the picture seen in a mirror: frequencies that are odd across change their sign. */
export function mirrorHash(hash: string): string {
  const bits = toBits(hash);
  return toHex(FREQUENCIES.map(([u], index) => (u % 2 === 1) !== bits[index]));
}

/** In how many of the 64 bits two hashes differ; of pictures that have nothing to do with each other about 32. */
export function hashDistance(a: string, b: string): number {
  const other = toBits(b);
  return toBits(a).filter((bit, index) => bit !== other[index]).length;
}

function deviationOf(data: Float32Array): number {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  return Math.sqrt(data.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / data.length);
}

function toHex(bits: readonly boolean[]): string {
  return Array.from({ length: BITS / 4 }, (_, digit) =>
    bits
      .slice(digit * 4, digit * 4 + 4)
      .reduce((value, bit) => value * 2 + Number(bit), 0)
      .toString(16),
  ).join('');
}

function toBits(hash: string): boolean[] {
  return [...hash].flatMap((digit) => [8, 4, 2, 1].map((bit) => (Number.parseInt(digit, 16) & bit) !== 0));
}
