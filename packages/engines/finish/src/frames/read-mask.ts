import { BacklotError } from '@backlot/film';
import { encodeTransfer } from '@backlot/kernels';
import { readPicture } from '@backlot/media';
import type { FrameSize } from '../shape/model-frame.ts';

/**
 * A mask that a person drew, 0..1, one value a pixel: how white it looks on the screen; EXR values as they are.
 * @throws BacklotError what `readPicture` throws, `SET_UP_INVALID` where it is of another size
 */
export async function readMask(path: string, size: FrameSize): Promise<Float32Array> {
  const picture = await readPicture(path);
  if (picture.widthPx !== size.widthPx || picture.heightPx !== size.heightPx) {
    throw new BacklotError(
      'SET_UP_INVALID',
      `Mask ${path}: expected ${size.widthPx} × ${size.heightPx} like the take, got ${picture.widthPx} × ${picture.heightPx}`,
      { hint: 'Export the mask at the size of the take.' },
    );
  }
  const { data, channels, source } = picture;
  const green = new Float32Array(size.widthPx * size.heightPx);
  for (let pixel = 0; pixel < green.length; pixel++) green[pixel] = data[pixel * channels + 1] as number;
  if (source.isFloat) return green.map((value) => (value > 0 ? Math.min(1, value) : 0));
  return Float32Array.from(encodeTransfer(green, 'srgb', 65_535), (code) => code / 65_535);
}
