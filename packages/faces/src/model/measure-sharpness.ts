const SIDE_PX = 64;

/**
 * How crisp a face is: the energy of the Laplacian over the energy of the picture, 0 for a blur or a flat square, about
 * 1 for a crisp face, from a square of the face resampled to 64 × 64 floats, three a pixel. Independent of brightness
 * and contrast; grain counts as detail, so a grainy blur can pass for crisp.
 */
export function measureSharpness(square: Float32Array): number {
  const luma = new Float32Array(SIDE_PX * SIDE_PX);
  for (let at = 0; at < luma.length; at++) {
    luma[at] = 0.2126 * (square[at * 3] ?? 0) + 0.7152 * (square[at * 3 + 1] ?? 0) + 0.0722 * (square[at * 3 + 2] ?? 0);
  }
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
  const energy = luma.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (energy < luma.length) return 0;
  let detail = 0;
  for (let y = 1; y < SIDE_PX - 1; y++) {
    for (let x = 1; x < SIDE_PX - 1; x++) detail += laplacian(luma, y * SIDE_PX + x) ** 2;
  }
  return Math.min(1, Math.sqrt(detail / energy));
}

/** The side of the square that `measureSharpness` takes, in pixels. */
export const SHARPNESS_SIDE_PX = SIDE_PX;

function laplacian(luma: Float32Array, at: number): number {
  const around = (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - SIDE_PX] ?? 0) + (luma[at + SIDE_PX] ?? 0);
  return around / 4 - (luma[at] ?? 0);
}
