import { join } from 'node:path';
import { openVideoWriters, type VideoCodec, type VideoWriters } from '@backlot/media';
import type { OutputParameters } from '../set-up/collapse-parameters.ts';
import { proresName, videoName } from './output/frame-names.ts';

/** The codecs that a set-up asks for: H.264 always, ProRes on request. */
export function chooseCodecs({ prores }: OutputParameters): readonly VideoCodec[] {
  return prores ? ['h264', 'prores-422-hq'] : ['h264'];
}

/** Name of a codec's film below `outDir`. */
export function filmName(codec: VideoCodec): string {
  return codec === 'h264' ? videoName : proresName;
}

/** Opens one film for each of `chooseCodecs`, in its order. */
export function openTakeFilms(outDir: string, output: OutputParameters): Promise<VideoWriters> {
  const { widthPx, heightPx, frameRate } = output;
  const codecs = chooseCodecs(output);
  return openVideoWriters(
    codecs.map((codec) => ({ path: join(outDir, filmName(codec)), codec, widthPx, heightPx, frameRate })),
  );
}
