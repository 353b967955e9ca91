import type { DecodedVideoFrame, DecodedVideoPlanes } from './video.ts';
import { videoUnreadable } from './video-info.ts';

/** Frames to look at. @throws BacklotError `VIDEO_UNREADABLE` for pixel formats that `planesToRgb` does not know */
export async function* toFrames(
  path: string,
  frames: AsyncIterable<DecodedVideoPlanes>,
): AsyncGenerator<DecodedVideoFrame> {
  for await (const { planes, pixelFormat, ...about } of frames) {
    const rgb = planesToRgb(planes, { ...about, pixelFormat });
    if (!rgb) throw videoUnreadable(path, `pixel format ${pixelFormat} is not shown here`);
    yield { ...about, rgb };
  }
}

/** Turns narrow-range BT.709 planes (yuv420p bytes or yuv422p10le words) into display-encoded RGB bytes; undefined for other formats. */
function planesToRgb(
  planes: Buffer,
  {
    widthPx,
    heightPx,
    pixelFormat,
  }: { readonly widthPx: number; readonly heightPx: number; readonly pixelFormat: string },
): Uint8Array | undefined {
  if (pixelFormat !== 'yuv420p' && pixelFormat !== 'yuv422p10le') return undefined;
  const is10 = pixelFormat === 'yuv422p10le';
  const chromaWidth = (widthPx + 1) >> 1;
  const chromaHeight = is10 ? heightPx : (heightPx + 1) >> 1;
  const read = is10 ? (at: number) => planes.readUInt16LE(at * 2) / 4 : (at: number) => planes[at] as number;
  const firstU = widthPx * heightPx;
  const firstV = firstU + chromaWidth * chromaHeight;
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const chroma = (is10 ? y : y >> 1) * chromaWidth + (x >> 1);
      const luma = (read(y * widthPx + x) - 16) / 219;
      const u = (read(firstU + chroma) - 128) / 224;
      const v = (read(firstV + chroma) - 128) / 224;
      const at = (y * widthPx + x) * 3;
      rgb[at] = toByte(luma + 1.5748 * v);
      rgb[at + 1] = toByte(luma - 0.187324 * u - 0.468124 * v);
      rgb[at + 2] = toByte(luma + 1.8556 * u);
    }
  }
  return rgb;
}

function toByte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value * 255)));
}
