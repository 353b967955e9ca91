import { lumaOfRgb, lumaOfWords } from '@backlot/kernels';
import type { DecodedVideoPlanes } from '../video/video.ts';

/** Formats whose first plane is luma (green, where colour is red, green and blue) in bytes, or in little-endian words. */
const LUMA_FIRST = /^(yuvj?4\d\dp|nv(12|16|21|24)|gray|gbrp)$/;
const WORDS_FIRST = /^(?:yuv4\d\dp|gray)(9|10|12|14|16)le$/;
const WORDS_ON_TOP = /^p[024]1[0-6]le$/;

/** A frame's brightness as bytes; undefined for a pixel format that has no plane of it. */
export function lumaOfPlanes({ planes, widthPx, heightPx, pixelFormat }: DecodedVideoPlanes): Uint8Array | undefined {
  const count = widthPx * heightPx;
  if (LUMA_FIRST.test(pixelFormat)) return Uint8Array.from(planes.subarray(0, count));
  if (pixelFormat === 'rgb24') return lumaOfRgb(Uint8Array.from(planes.subarray(0, count * 3)));
  const bits = WORDS_ON_TOP.test(pixelFormat) ? 16 : Number(WORDS_FIRST.exec(pixelFormat)?.[1]);
  if (!bits) return undefined;
  return lumaOfWords(new Uint16Array(Uint8Array.from(planes.subarray(0, count * 2)).buffer), bits);
}
