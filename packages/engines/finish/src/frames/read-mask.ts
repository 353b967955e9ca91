import { BacklotError } from '@backlot/film';
import { maskOfPicture, readPicture } from '@backlot/media';
import type { FrameSize } from '../shape/model-frame.ts';

/**
 * A mask that a person drew, as `maskOfPicture` takes it, of the size of the take.
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
  return maskOfPicture(picture);
}
