import { readPicture, readVideoFrames, readVideoInfo } from '@backlot/media';
import type { RgbPicture } from '../model/rgb-picture.ts';
import { encodePicture } from './encode-picture.ts';
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
