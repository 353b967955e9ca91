import { transferTable } from '@backlot/kernels';
import type { Picture } from '../picture/picture.ts';
import type { DecodedVideoFrame } from './video.ts';

/** A decoded frame in scene-linear light, by the same curve with which `openVideoWriter` encodes. */
export function pictureOfFrame({ widthPx, heightPx, rgb }: DecodedVideoFrame): Picture {
  const table = transferTable('srgb', 255);
  return { widthPx, heightPx, channels: 3, data: Float32Array.from(rgb, (code) => table[code] as number) };
}
