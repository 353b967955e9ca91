import { rm } from 'node:fs/promises';
import { transferTable } from '@backlot/kernels';
import sharp from 'sharp';
import type { RgbPicture } from '../../picture/rgb-picture.ts';
import { encodeVideoPlanes } from '../../video/encode-video-planes.ts';
import { openVideoWriter, readVideoFrames } from '../../video/open-video-writer.ts';
import type { VideoPlanes } from '../../video/video.ts';
import type { PictureSize } from '../mark-picture.ts';

const LINEAR = transferTable('srgb', 255);

/** Scaled by any factor, as a player or a phone does it. */
export async function scale(picture: RgbPicture, factor: number): Promise<RgbPicture> {
  const widthPx = Math.round(picture.widthPx * factor);
  const heightPx = Math.round(picture.heightPx * factor);
  const resized = sharp(picture.rgb, { raw: rawOf(picture) }).resize(widthPx, heightPx, { fit: 'fill' });
  return { widthPx, heightPx, rgb: new Uint8Array(await resized.raw().toBuffer()) };
}

/** A photograph's bytes as sRGB, filling `size` where one is given. */
export async function loadPicture(bytes: Uint8Array, size?: PictureSize): Promise<RgbPicture> {
  const picture = sharp(bytes).removeAlpha().toColourspace('srgb');
  const filled = size ? picture.resize(size.widthPx, size.heightPx, { fit: 'cover' }) : picture;
  const { data, info } = await filled.raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) };
}

/** A tenth of width and height taken away; `left` and `top` (0..1) say how much of it on that side. */
export function crop(picture: RgbPicture, left: number, top: number): RgbPicture {
  const widthPx = Math.floor(picture.widthPx * 0.9);
  const heightPx = Math.floor(picture.heightPx * 0.9);
  const x = Math.round((picture.widthPx - widthPx) * left);
  const y = Math.round((picture.heightPx - heightPx) * top);
  return cutOut(picture, { x, y, widthPx, heightPx });
}

/** A part of a picture. */
export function cutOut(
  picture: RgbPicture,
  { x, y, widthPx, heightPx }: { x: number; y: number; widthPx: number; heightPx: number },
): RgbPicture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let row = 0; row < heightPx; row++) {
    const from = ((y + row) * picture.widthPx + x) * 3;
    rgb.set(picture.rgb.subarray(from, from + widthPx * 3), row * widthPx * 3);
  }
  return { widthPx, heightPx, rgb };
}

/** Through a JPEG. */
export async function throughJpeg(picture: RgbPicture, quality: number): Promise<RgbPicture> {
  const jpeg = await sharp(picture.rgb, { raw: rawOf(picture) })
    .jpeg({ quality })
    .toBuffer();
  return { ...picture, rgb: new Uint8Array(await sharp(jpeg).raw().toBuffer()) };
}

/** On a screen of the given size, beside other windows: grey with a few hard-edged panels. */
export function onScreen(
  picture: RgbPicture,
  screen: { widthPx: number; heightPx: number; x: number; y: number },
): RgbPicture {
  const { widthPx, heightPx } = screen;
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const isLine = y % 18 < 9 && (x * 7 + y * 13) % 23 < 9 && x > widthPx * 0.7;
      rgb.fill(isLine ? 40 : y < 40 ? 60 : 236, (y * widthPx + x) * 3, (y * widthPx + x) * 3 + 3);
    }
  }
  for (let row = 0; row < picture.heightPx; row++) {
    const line = picture.rgb.subarray(row * picture.widthPx * 3, (row + 1) * picture.widthPx * 3);
    rgb.set(line, ((screen.y + row) * widthPx + screen.x) * 3);
  }
  return { widthPx, heightPx, rgb };
}

/** Writes H.264 at a constant rate factor; odd last rows and columns are left out. */
export async function writeH264(path: string, frames: readonly RgbPicture[], quality: number): Promise<void> {
  const first = frames[0];
  if (!first) throw new RangeError('A video has frames');
  const size = { widthPx: first.widthPx & ~1, heightPx: first.heightPx & ~1 };
  const frameRate = { numerator: 24, denominator: 1 };
  await rm(path, { force: true });
  const writer = await openVideoWriter({ path, codec: 'h264', ...size, frameRate, quality });
  const planes = new Map<RgbPicture, VideoPlanes>();
  for (const frame of frames) {
    const even = planes.get(frame) ?? encodeVideoPlanes(toLinear(cutOut(frame, { x: 0, y: 0, ...size })), size, 'h264');
    planes.set(frame, even);
    await writer.writeFrame(even);
  }
  await writer.close();
}

function toLinear({ rgb }: RgbPicture): Float32Array {
  return Float32Array.from(rgb, (code) => LINEAR[code] as number);
}

/** All frames of a video. */
export async function readFrames(path: string): Promise<RgbPicture[]> {
  const frames: RgbPicture[] = [];
  for await (const frame of readVideoFrames(path)) frames.push(frame);
  return frames;
}

/** Peak signal-to-noise ratio over all samples, in decibels; infinite for equal pictures. */
export function psnrDb(a: RgbPicture, b: RgbPicture): number {
  let sum = 0;
  for (let i = 0; i < a.rgb.length; i++) {
    const difference = (a.rgb[i] as number) - (b.rgb[i] as number);
    sum += difference * difference;
  }
  return 10 * Math.log10((255 * 255 * a.rgb.length) / sum);
}

function rawOf({ widthPx, heightPx }: RgbPicture): { width: number; height: number; channels: 3 } {
  return { width: widthPx, height: heightPx, channels: 3 };
}
