import type { FloatRaster } from './image.ts';
import { useImageKernel } from './image-kernel.ts';

/** A projection of one picture plane on another: nine numbers, rows first, acting on x, y, 1 in pixels (centres at +0.5). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/**
 * The picture as another plane shows it: each target pixel is looked up where `sourceFromTarget` puts it, with Catmull–Rom
 * taps, several where the picture is shrunk (up to 4 × 4). Beyond the picture's edge its last pixels repeat. 1..4 channels.
 */
export function warpPicture(
  raster: FloatRaster,
  sourceFromTarget: Homography,
  size: { readonly widthPx: number; readonly heightPx: number },
): Float32Array {
  const { widthPx, heightPx, channels, data } = raster;
  if (data.length !== widthPx * heightPx * channels) {
    throw new RangeError(`data: expected ${widthPx * heightPx * channels} values, got ${data.length}`);
  }
  const count = size.widthPx * size.heightPx;
  return useImageKernel(widthPx * heightPx * 28 + count * 28, (arena) => {
    const pixels = arena.take(widthPx * heightPx * 16);
    arena.run('expandPixels', arena.put(data), pixels, widthPx * heightPx, channels);
    const target = arena.take(count * 16);
    const matrix = arena.put(new Uint8Array(Float64Array.from(sourceFromTarget).buffer));
    arena.run('warp', pixels, widthPx, heightPx, target, size.widthPx, size.heightPx, matrix);
    const contracted = arena.take(count * channels * 4);
    arena.run('contractPixels', target, contracted, count, channels);
    return arena.floats(contracted, count * channels).slice();
  });
}
