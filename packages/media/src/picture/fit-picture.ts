import { resample } from '@backlot/kernels';
import type { Picture } from './picture.ts';

/** Resizes a picture until it covers `size` and cuts what stands out on both sides alike; same picture, same values everywhere. */
export function fitPicture(picture: Picture, size: { readonly widthPx: number; readonly heightPx: number }): Picture {
  const { widthPx, heightPx } = size;
  const scale = Math.max(widthPx / picture.widthPx, heightPx / picture.heightPx);
  const covering = {
    widthPx: Math.max(widthPx, Math.round(picture.widthPx * scale)),
    heightPx: Math.max(heightPx, Math.round(picture.heightPx * scale)),
  };
  const isSame = covering.widthPx === picture.widthPx && covering.heightPx === picture.heightPx;
  const data = isSame ? picture.data : resample(picture, covering);
  return crop({ ...covering, channels: picture.channels, data }, size);
}

function crop(
  picture: Picture,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Picture {
  const { channels } = picture;
  if (picture.widthPx === widthPx && picture.heightPx === heightPx) return picture;
  const left = (picture.widthPx - widthPx) >> 1;
  const top = (picture.heightPx - heightPx) >> 1;
  const data = new Float32Array(widthPx * heightPx * channels);
  for (let y = 0; y < heightPx; y++) {
    const from = ((y + top) * picture.widthPx + left) * channels;
    data.set(picture.data.subarray(from, from + widthPx * channels), y * widthPx * channels);
  }
  return { widthPx, heightPx, channels, data };
}
