import { type Picture, readPicture, readVideoFrames, readVideoInfo } from '@backlot/media';
import type { RgbPicture } from '../model/rgb-picture.ts';
import type { FaceSource } from './face-inspection-task.ts';

/** How many frames a source has, and how many of them a second shows; a still has one frame. */
export async function measureSource(
  source: FaceSource,
): Promise<{ readonly frameCount: number; readonly framesPerSecond: number }> {
  if (source.kind === 'picture') return { frameCount: 1, framesPerSecond: 1 };
  if (source.kind === 'pictures') {
    return { frameCount: source.paths.length, framesPerSecond: ratio(source.frameRate) };
  }
  const { durationFrames, frameRate } = await readVideoInfo(source.path);
  return { frameCount: durationFrames, framesPerSecond: ratio(frameRate) };
}

/** The frames of a source in order, one in memory at a time; a still is one frame. @throws BacklotError as `readPicture` and `readVideoFrames` of `@backlot/media` */
export async function* readFrames(source: FaceSource): AsyncGenerator<RgbPicture> {
  if (source.kind === 'video') {
    yield* readVideoFrames(source.path);
    return;
  }
  const paths = source.kind === 'picture' ? [source.path] : source.paths;
  for (const path of paths) yield encodePicture(await readPicture(path));
}

function ratio({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): number {
  return numerator / denominator;
}

/** Scene-linear floats as display bytes: the sRGB curve (IEC 61966-2-1), as films of this studio have it; clipped to 0..1. */
export function encodePicture({ widthPx, heightPx, channels, data }: Picture): RgbPicture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = data[pixel * channels + channel] ?? 0;
      rgb[pixel * 3 + channel] = BYTE_OF_LIGHT[Math.round(Math.min(1, Math.max(0, value)) * LIGHT_STEPS)] ?? 0;
    }
  }
  return { widthPx, heightPx, rgb };
}

const LIGHT_STEPS = 65535;
const BYTE_OF_LIGHT = Uint8Array.from({ length: LIGHT_STEPS + 1 }, (_, step) => {
  const light = step / LIGHT_STEPS;
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
});
