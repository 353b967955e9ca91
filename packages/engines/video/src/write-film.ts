import type { FrameRate } from '@backlot/film';
import {
  fitPicture,
  openVideoWriter,
  pictureOfFrame,
  readVideoFrames,
  readVideoPlanes,
  type VideoFrame,
  type VideoInfo,
} from '@backlot/media';
import { retimeFrames } from './retime-frames.ts';

/** A film to be written at the shot's size, rate and length from another. */
export interface FilmJob {
  readonly source: { readonly path: string; readonly info: VideoInfo };
  readonly path: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: FrameRate;
  readonly durationFrames: number;
  /** Its sound is copied too, as far as the film goes. */
  readonly withSound: boolean;
  readonly signal: AbortSignal;
  readonly onFrame: (made: number) => void;
}

/** Writes the film and returns how many frames there were; fewer than asked for, and there is no film. */
export async function writeFilm(job: FilmJob): Promise<number> {
  const { path, widthPx, heightPx, frameRate, durationFrames, signal, source } = job;
  const soundUntilS = (durationFrames * frameRate.denominator) / frameRate.numerator;
  const sound = job.withSound ? { soundFrom: source.path, soundUntilS } : {};
  const writer = await openVideoWriter({ path, codec: 'h264', widthPx, heightPx, frameRate, signal, ...sound });
  let made = 0;
  try {
    for await (const frame of framesOf(job)) {
      signal.throwIfAborted();
      await writer.writeFrame(frame);
      made += 1;
      job.onFrame(made);
    }
    if (made === durationFrames) await writer.close();
    else await writer.abort();
    return made;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

async function* framesOf(job: FilmJob): AsyncGenerator<VideoFrame> {
  const { frameRate, durationFrames, source } = job;
  const { duration } = source.info;
  const to = { frameRate, durationFrames, endS: duration.numerator / duration.denominator };
  if (isAsWritten(job)) {
    for await (const { planes: bytes, widthPx, heightPx } of retimeFrames(readVideoPlanes(source.path), to))
      yield { codec: 'h264', widthPx, heightPx, bytes };
    return;
  }
  for await (const frame of retimeFrames(readVideoFrames(source.path), to)) {
    yield fitPicture(pictureOfFrame(frame), job).data;
  }
}

/** Planes that are stored as ours are go over as they are: no colour is turned to and fro. */
function isAsWritten({ source: { info }, widthPx, heightPx }: FilmJob): boolean {
  const { pixelFormat, colour } = info;
  const isNarrow709 = colour.range !== 'pc' && ['bt709', 'unspecified'].includes(colour.matrix);
  return pixelFormat === 'yuv420p' && isNarrow709 && info.widthPx === widthPx && info.heightPx === heightPx;
}
