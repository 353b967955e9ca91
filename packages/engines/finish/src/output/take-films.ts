import { join } from 'node:path';
import { openVideoWriters } from '@backlot/media';
import type { OutputParameters } from '../set-up/finish-parameters.ts';
import { chooseCodecs, filmName } from './file-names.ts';

/** The take's films, written side by side, frame by frame in order. */
export interface TakeFilms {
  /** Linear RGB, 3 values a pixel. */
  readonly writeFrame: (rgb: Float32Array) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Removes what was written; safe at any time. */
  readonly abort: () => Promise<void>;
}

/** Opens one film for each codec that a set-up asks for. */
export async function openTakeFilms(outDir: string, output: OutputParameters): Promise<TakeFilms> {
  const { widthPx, heightPx, frameRate } = output;
  const codecs = chooseCodecs(output);
  const films = await openVideoWriters(
    codecs.map((codec) => ({ path: join(outDir, filmName(codec)), codec, widthPx, heightPx, frameRate })),
  );
  return { ...films, writeFrame: (rgb) => films.writeFrame(codecs.map(() => rgb)) };
}
