import { openVideoWriter } from './open-video-writer.ts';
import type { VideoFrame, VideoWriter, VideoWriterOptions } from './video.ts';

/** Several films of one picture, written side by side, frame by frame in order. */
export interface VideoWriters {
  /** One frame for each film, in the order in which they were opened. */
  readonly writeFrame: (frames: readonly VideoFrame[]) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Removes what was written; safe at any time. */
  readonly abort: () => Promise<void>;
}

/**
 * Opens a film for each of `options`, or none where one cannot be opened.
 * @throws BacklotError `ENCODER_UNAVAILABLE`, `VIDEO_SIZE_ODD`
 */
export async function openVideoWriters(options: readonly VideoWriterOptions[]): Promise<VideoWriters> {
  const writers: VideoWriter[] = [];
  const abort = async (): Promise<void> => {
    await Promise.all(writers.map((writer) => writer.abort()));
  };
  try {
    for (const each of options) writers.push(await openVideoWriter(each));
  } catch (error) {
    await abort();
    throw error;
  }
  return {
    abort,
    writeFrame: async (frames) => {
      for (const [index, writer] of writers.entries()) {
        const frame = frames[index];
        if (frame) await writer.writeFrame(frame);
      }
    },
    close: async () => {
      for (const writer of writers) await writer.close();
    },
  };
}
