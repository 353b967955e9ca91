import { readFileStart } from '../files/read-picture-file.ts';
import { readPicture } from '../picture/read-picture.ts';
import { toRgbPicture } from '../picture/rgb-picture.ts';
import { promisesPicture } from '../picture/sniff-picture.ts';
import { readVideoInfo, readVideoPlanes } from '../video/open-video-writer.ts';
import { videoUnreadable } from '../video/video-info.ts';
import { detectMark, type FoundMark, findMark } from './detect-mark.ts';
import { lumaOfPlanes } from './luma-of-planes.ts';
import { createMarkSearch, type MarkSearch } from './mark-search.ts';

/** Frames that are laid over one another before it is begun anew: a film is cut together from takes. */
const WINDOW_FRAMES = 32;
/** A look costs as much as twenty frames, so they come at these counts. */
const LOOKS = [1, 4, 12, WINDOW_FRAMES];
/** In a long film, this many windows spread over it. */
const MOST_WINDOWS = 12;

/** Enough to recognise any format. */
const SIGNATURE_BYTES = 16;

export interface DetectInFileOptions {
  readonly signal?: AbortSignal;
}

/**
 * Looks for a mark in a picture or video file, decided by content; a video's frames are laid over one another until the mark
 * stands out, and no more are read than needed.
 * @throws BacklotError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, what `readPicture` throws, `VIDEO_UNREADABLE`,
 * `ENCODER_UNAVAILABLE`; the signal's reason
 */
export async function detectInFile(path: string, options: DetectInFileOptions = {}): Promise<FoundMark | undefined> {
  options.signal?.throwIfAborted();
  if (promisesPicture(path, await readFileStart(path, SIGNATURE_BYTES)))
    return detectMark(toRgbPicture(await readPicture(path)));
  return detectInVideo(path, options.signal);
}

async function detectInVideo(path: string, signal: AbortSignal | undefined): Promise<FoundMark | undefined> {
  const { durationFrames } = await readVideoInfo(path);
  const stride = Math.max(1, Math.floor(durationFrames / (WINDOW_FRAMES * MOST_WINDOWS)));
  let search: MarkSearch | undefined;
  let size = '';
  let frames = 0;
  for await (const frame of readVideoPlanes(path)) {
    signal?.throwIfAborted();
    if (frame.index % stride !== 0) continue;
    const luma = lumaOfPlanes(frame);
    if (!luma) throw videoUnreadable(path, `pixel format ${frame.pixelFormat} is not read here`);
    const frameSize = `${frame.widthPx} × ${frame.heightPx}`;
    if (!search || frameSize !== size) [search, size, frames] = [createMarkSearch(frame), frameSize, 0];
    search.add(luma);
    frames += 1;
    const found = LOOKS.includes(frames) ? findMark(search, frames) : undefined;
    if (found) return found;
    if (frames === WINDOW_FRAMES) {
      search.clear();
      frames = 0;
    }
  }
  return search && frames > 1 && !LOOKS.includes(frames) ? findMark(search, frames) : undefined;
}
