import { colourOf } from './colour-samples.ts';
import type { Picture } from './picture.ts';
import { encodeCodes } from './write-png.ts';

/** A picture as it is shown: sRGB-coded RGB bytes, interleaved, row by row from the top left. */
export interface RgbPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}

/** Scene-linear floats as display bytes: the sRGB curve, clipped to 0..1; alpha is left out. */
export function toRgbPicture(picture: Picture): RgbPicture {
  const { widthPx, heightPx, channels } = picture;
  return { widthPx, heightPx, rgb: Uint8Array.from(colourOf(encodeCodes(picture, 8), channels)) };
}
