import { join } from 'node:path';
import { openVideoWriter, type VideoCodec, type VideoPlanes, type VideoWriter } from '@backlot/media';
import type { OutputParameters } from '../set-up/collapse-parameters.ts';
import { proresName, videoName } from './output/frame-names.ts';

/** The take's films, written side by side, frame by frame in order. */
export interface TakeFilms {
  /** One set of planes for each of `chooseCodecs`, in its order. */
  readonly writeFrame: (planes: readonly VideoPlanes[]) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Removes what was written; safe at any time. */
  readonly abort: () => Promise<void>;
}

/** The codecs that a set-up asks for: H.264 always, ProRes on request. */
export function chooseCodecs({ prores }: OutputParameters): readonly VideoCodec[] {
  return prores ? ['h264', 'prores-422-hq'] : ['h264'];
}

/** Name of a codec's film below `outDir`. */
export function filmName(codec: VideoCodec): string {
  return codec === 'h264' ? videoName : proresName;
}

/** Opens one film for each codec. */
export async function openTakeFilms(outDir: string, output: OutputParameters): Promise<TakeFilms> {
  const { widthPx, heightPx, frameRate } = output;
  const writers: VideoWriter[] = [];
  const abort = async (): Promise<void> => {
    await Promise.all(writers.map((writer) => writer.abort()));
  };
  try {
    for (const codec of chooseCodecs(output)) {
      writers.push(await openVideoWriter({ path: join(outDir, filmName(codec)), codec, widthPx, heightPx, frameRate }));
    }
  } catch (error) {
    await abort();
    throw error;
  }
  return {
    abort,
    writeFrame: async (planes) => {
      for (const [index, writer] of writers.entries()) {
        const frame = planes[index];
        if (frame) await writer.writeFrame(frame);
      }
    },
    close: async () => {
      for (const writer of writers) await writer.close();
    },
  };
}
