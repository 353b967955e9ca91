import { BacklotError, type FrameRate } from '@backlot/film';
import { readVideoPlanes } from '../video/open-video-writer.ts';
import type { DecodedVideoPlanes } from '../video/video.ts';
import type { InspectionFinding } from './finding.ts';

/** Narrow-range 8-bit luma up to here is black to any display. */
const BLACK_LUMA = 17;
const LONGEST_STILL_S = 0.5;

/**
 * Inspects the frames of a film that is the take itself: black and frozen. Single black frames and short stills are a
 * director's means, and of a film that was brought to another rate frames repeat; so they are looked at as a whole.
 */
export async function inspectFilm(
  path: string,
  { frameRate, stillFrames = 0 }: { readonly frameRate: FrameRate; readonly stillFrames?: number },
  signal?: AbortSignal,
): Promise<readonly InspectionFinding[]> {
  const watch = { total: 0, black: 0, run: 0, longestRun: 0, longestAt: 0 };
  let previous: Buffer | undefined;
  try {
    for await (const frame of readVideoPlanes(path)) {
      signal?.throwIfAborted();
      watch.run = previous?.equals(frame.planes) ? watch.run + 1 : 1;
      if (watch.run > watch.longestRun) {
        watch.longestRun = watch.run;
        watch.longestAt = frame.index - watch.run + 1;
      }
      if (isBlack(frame)) watch.black += 1;
      watch.total += 1;
      previous = frame.planes;
    }
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    return [{ code: 'VIDEO_UNREADABLE', severity: 'error', message: `Video: ${error.message}` }];
  }
  const mostStill = Math.max(stillFrames, (LONGEST_STILL_S * frameRate.numerator) / frameRate.denominator);
  return [...judgeBlack(watch), ...judgeStill(watch, mostStill)];
}

interface FilmWatch {
  readonly total: number;
  readonly black: number;
  readonly longestRun: number;
  readonly longestAt: number;
}

function judgeBlack({ total, black }: FilmWatch): InspectionFinding[] {
  if (black === 0) return [];
  if (black === total) return [{ code: 'FRAME_BLACK', severity: 'error', message: 'Video: all frames are black' }];
  return [{ code: 'FRAME_BLACK', severity: 'warning', message: `Video: ${black} of ${total} frames are black` }];
}

function judgeStill({ total, longestRun, longestAt }: FilmWatch, mostStill: number): InspectionFinding[] {
  const [code, frame] = ['FRAMES_FROZEN' as const, longestAt];
  if (total > 1 && longestRun === total)
    return [{ code, severity: 'error', frame, message: `Video: all ${total} frames are equal` }];
  if (longestRun <= mostStill) return [];
  const message = `Video: frames ${longestAt}…${longestAt + longestRun - 1} are equal`;
  return [{ code, severity: 'warning', frame, message }];
}

/** Only in the pixel format that viewing films have; of others nothing is claimed. */
function isBlack({ widthPx, heightPx, pixelFormat, planes }: DecodedVideoPlanes): boolean {
  return pixelFormat === 'yuv420p' && planes.subarray(0, widthPx * heightPx).every((luma) => luma <= BLACK_LUMA);
}
