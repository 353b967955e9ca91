import { readFile } from 'node:fs/promises';
import { reviveError } from '@backlot/engine';
import { createWorkerPool } from '@backlot/kernels';
import { type Picture, readPicture } from '@backlot/media';
import type { RgbRaster } from './find-sky.ts';
import { readExif } from './read-exif.ts';
import { suggestSetUp } from './suggest-set-up.ts';
import type { SetUpSuggestion } from './suggestion.ts';

/** A plate's file. */
export interface PlateFile {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
}

/** More pixels than this are not decoded for a suggestion. */
const MOST_PIXELS = 60_000_000;

/**
 * A first set-up from a plate's file, made in a thread of its own, which ends with the answer or with `signal`.
 * @throws BacklotError what `readPicture` throws; the signal's reason
 */
export async function suggestFromFile(plate: PlateFile, signal?: AbortSignal): Promise<SetUpSuggestion> {
  const pool = createWorkerPool<PlateFile, SetUpSuggestion>({
    workerUrl: new URL('../../dist/suggest-worker.js', import.meta.url),
    threads: 1,
  });
  try {
    return await pool.run(plate, signal ? { signal } : {});
  } catch (error) {
    throw reviveError(error);
  } finally {
    await pool.close();
  }
}

/** What that thread does. */
export async function analysePlateFile({ path, name }: PlateFile): Promise<SetUpSuggestion> {
  const picture = dropAlpha(await readPicture(path, { name, maxPixels: MOST_PIXELS }));
  return suggestSetUp({ picture, exif: readExif(await readFile(path)) });
}

function dropAlpha({ widthPx, heightPx, channels, data }: Picture): RgbRaster {
  if (channels === 3) return { widthPx, heightPx, data };
  const rgb = new Float32Array(widthPx * heightPx * 3);
  for (let at = 0; at < rgb.length; at++) rgb[at] = data[at + (at - (at % 3)) / 3] ?? 0;
  return { widthPx, heightPx, data: rgb };
}
