import { BacklotError } from '@backlot/film';
import { encodeYcbcr } from '@backlot/kernels';
import type { VideoCodec, VideoPlanes } from './video.ts';

/**
 * Makes the encoder's planes from a scene-linear RGB frame (3 values a pixel); call it in the worker thread that rendered
 * the frame. Code values follow the sRGB curve, so that the video looks like the plate's PNG beside it; the file is
 * flagged Rec.709, as is customary.
 * @throws BacklotError `VIDEO_SIZE_ODD`
 */
export function encodeVideoPlanes(
  rgb: Float32Array,
  size: { readonly widthPx: number; readonly heightPx: number },
  codec: VideoCodec,
): VideoPlanes {
  checkVideoSize(size, codec);
  const bytes = encodeYcbcr(rgb, size, codec === 'h264' ? '420-8' : '422-10', 'srgb');
  return { codec, widthPx: size.widthPx, heightPx: size.heightPx, bytes };
}

/** Byte length of a frame's planes. */
export function videoPlaneBytes(
  size: { readonly widthPx: number; readonly heightPx: number },
  codec: VideoCodec,
): number {
  return size.widthPx * size.heightPx * (codec === 'h264' ? 1.5 : 4);
}

/** @throws BacklotError `VIDEO_SIZE_ODD` */
export function checkVideoSize(size: { readonly widthPx: number; readonly heightPx: number }, codec: VideoCodec): void {
  const { widthPx, heightPx } = size;
  const isWhole = [widthPx, heightPx].every((side) => Number.isInteger(side) && side >= 2 && side <= 16_384);
  if (isWhole && widthPx % 2 === 0 && (codec !== 'h264' || heightPx % 2 === 0)) return;
  const wanted = codec === 'h264' ? 'an even width and height' : 'an even width';
  throw new BacklotError(
    'VIDEO_SIZE_ODD',
    `Video ${codec}: expected ${wanted} of 2..16384 px, got ${widthPx} × ${heightPx}`,
    {
      hint: 'Chroma is stored at half resolution: add or take away one pixel.',
    },
  );
}
