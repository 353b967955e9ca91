import { resample } from '@backlot/kernels';
import type { RgbPicture } from '../picture/rgb-picture.ts';

/** Brightness as it is coded, 0..255, row by row from the top left. */
export interface GreyPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Float32Array;
}

/**
 * A picture's brightness, scaled so that its longer side has `longSidePx`.
 * @throws RangeError where the bytes are not those of the size
 */
export function toGrey(picture: RgbPicture, longSidePx: number): GreyPicture {
  const { widthPx, heightPx, rgb } = picture;
  if (rgb.length !== widthPx * heightPx * 3 || rgb.length === 0) {
    throw new RangeError(`Picture: expected ${widthPx} × ${heightPx} × 3 bytes, got ${rgb.length}`);
  }
  const longPx = Math.max(widthPx, heightPx);
  // Whole blocks first: the kernel takes 24 bytes a pixel, which a frame of 8K has too many of.
  const grey = shrink(picture, Math.max(1, Math.floor(longPx / longSidePx)));
  const scale = longSidePx / Math.max(grey.widthPx, grey.heightPx);
  return resize(grey, grey.widthPx * scale, grey.heightPx * scale);
}

/** The same picture at another size, rounded to whole pixels. */
export function resize(grey: GreyPicture, width: number, height: number): GreyPicture {
  const size = { widthPx: Math.max(1, Math.round(width)), heightPx: Math.max(1, Math.round(height)) };
  return { ...size, data: resample({ ...grey, channels: 1 }, size, 'bilinear') };
}

/** Means over blocks of `side` × `side` pixels; what is left over at the right and at the bottom is left out. */
function shrink({ widthPx, heightPx, rgb }: RgbPicture, side: number): GreyPicture {
  const [columns, rows] = [Math.max(1, Math.floor(widthPx / side)), Math.max(1, Math.floor(heightPx / side))];
  const [high, wide] = [Math.min(side, heightPx), Math.min(side, widthPx)];
  const data = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let y = row * high; y < (row + 1) * high; y++) {
        const start = (y * widthPx + column * wide) * 3;
        for (let at = start; at < start + wide * 3; at += 3) {
          // Rec.709 weights in 256ths.
          sum += 54 * (rgb[at] ?? 0) + 183 * (rgb[at + 1] ?? 0) + 19 * (rgb[at + 2] ?? 0);
        }
      }
      data[row * columns + column] = sum / (256 * high * wide);
    }
  }
  return { widthPx: columns, heightPx: rows, data };
}
