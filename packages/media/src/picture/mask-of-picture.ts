import { encodeTransfer } from '@backlot/kernels';
import type { SourcedPicture } from './picture.ts';

const MAX_CODE = 65_535;
const GREEN = 1;

/**
 * A mask that a person drew, 0..1, one value a pixel: how white it looks on the screen, so that middle grey lets half through
 * in every engine; floats of EXR and TIFF as they are. Of coloured masks green counts.
 */
export function maskOfPicture({ widthPx, heightPx, channels, data, source }: SourcedPicture): Float32Array {
  const green = new Float32Array(widthPx * heightPx);
  for (let pixel = 0; pixel < green.length; pixel++) green[pixel] = data[pixel * channels + GREEN] as number;
  if (source.isFloat) return green.map((value) => (value > 0 ? Math.min(1, value) : 0));
  return Float32Array.from(encodeTransfer(green, 'srgb', MAX_CODE), (code) => code / MAX_CODE);
}
