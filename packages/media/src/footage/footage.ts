import type { FrameRate } from '@backlot/film';
import { readPicture } from '../picture/read-picture.ts';
import { type RgbPicture, toRgbPicture } from '../picture/rgb-picture.ts';
import { readVideoFrames, readVideoInfo } from '../video/open-video-writer.ts';

/** Pictures that follow one another, or one that stands for all of them. */
export type Footage =
  | { readonly kind: 'video'; readonly path: string }
  | { readonly kind: 'picture'; readonly path: string }
  | { readonly kind: 'pictures'; readonly paths: readonly string[]; readonly frameRate: FrameRate };

/** How many frames there are, and how many of them a second shows; a still has one frame. @throws BacklotError as `readVideoInfo` */
export async function measureFootage(
  footage: Footage,
): Promise<{ readonly frameCount: number; readonly framesPerSecond: number }> {
  if (footage.kind === 'picture') return { frameCount: 1, framesPerSecond: 1 };
  if (footage.kind === 'pictures') {
    return { frameCount: footage.paths.length, framesPerSecond: ratio(footage.frameRate) };
  }
  const { durationFrames, frameRate } = await readVideoInfo(footage.path);
  return { frameCount: durationFrames, framesPerSecond: ratio(frameRate) };
}

/** The frames in order, one in memory at a time; a still is one frame. @throws BacklotError as `readPicture` and `readVideoFrames` */
export async function* readFootage(footage: Footage): AsyncGenerator<RgbPicture> {
  if (footage.kind === 'video') {
    yield* readVideoFrames(footage.path);
    return;
  }
  const paths = footage.kind === 'picture' ? [footage.path] : footage.paths;
  for (const path of paths) yield toRgbPicture(await readPicture(path));
}

function ratio({ numerator, denominator }: FrameRate): number {
  return numerator / denominator;
}
