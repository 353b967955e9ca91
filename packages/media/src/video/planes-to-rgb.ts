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

/** How planar Y'CbCr lies in memory: chroma halved across and down (as shifts), bits, and whether codes run from 0 to the top. */
interface PlaneLayout {
  readonly across: 0 | 1;
  readonly down: 0 | 1;
  readonly bits: 8 | 10;
  readonly isFull: boolean;
}

const LAYOUTS: Readonly<Record<string, PlaneLayout>> = {
  yuv420p: { across: 1, down: 1, bits: 8, isFull: false },
  yuvj420p: { across: 1, down: 1, bits: 8, isFull: true },
  yuv422p: { across: 1, down: 0, bits: 8, isFull: false },
  yuvj422p: { across: 1, down: 0, bits: 8, isFull: true },
  yuv444p: { across: 0, down: 0, bits: 8, isFull: false },
  yuvj444p: { across: 0, down: 0, bits: 8, isFull: true },
  yuv420p10le: { across: 1, down: 1, bits: 10, isFull: false },
  yuv422p10le: { across: 1, down: 0, bits: 10, isFull: false },
  yuv444p10le: { across: 0, down: 0, bits: 10, isFull: false },
};

/** Turns BT.709 planes into display-encoded RGB bytes; undefined for formats that `LAYOUTS` does not name. */
function planesToRgb(
  planes: Buffer,
  {
    widthPx,
    heightPx,
    pixelFormat,
  }: { readonly widthPx: number; readonly heightPx: number; readonly pixelFormat: string },
): Uint8Array | undefined {
  const layout = LAYOUTS[pixelFormat];
  if (!layout) return undefined;
  const { across, down, bits, isFull } = layout;
  const chromaWidth = (widthPx + across) >> across;
  const chromaHeight = (heightPx + down) >> down;
  const read = bits === 10 ? (at: number) => planes.readUInt16LE(at * 2) / 4 : (at: number) => planes[at] as number;
  const [black, lumaRange, chromaRange] = isFull ? [0, 255, 255] : [16, 219, 224];
  const firstU = widthPx * heightPx;
  const firstV = firstU + chromaWidth * chromaHeight;
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const chroma = (y >> down) * chromaWidth + (x >> across);
      const luma = (read(y * widthPx + x) - black) / lumaRange;
      const u = (read(firstU + chroma) - 128) / chromaRange;
      const v = (read(firstV + chroma) - 128) / chromaRange;
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
