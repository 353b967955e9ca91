import { scanFloats } from '@backlot/kernels';
import { readPictureFile } from '../files/read-picture-file.ts';
import { allocate, checkMemory, explainEnd, openExr, readChunk } from './read-exr.ts';

/** What a look at every value of an EXR found. */
export interface ExrScan {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Channels with NaN or infinite values, and how many. */
  readonly notFinite: ReadonlyMap<string, number>;
}

/**
 * Looks at every value of every half and float channel, some lines at a time: no channel is ever whole in memory, which
 * is what makes it twice as fast as `readExr` where there are many.
 * @throws BacklotError as `readExr`
 */
export async function scanExr(path: string): Promise<ExrScan> {
  const bytes = await readPictureFile(path);
  return explainEnd(bytes, () => scanChunks(bytes));
}

function scanChunks(bytes: Uint8Array): ExrScan {
  const exr = openExr(bytes);
  const { widthPx, heightPx, channels } = exr.header;
  const floats = channels.filter(({ type }) => type !== 'uint');
  checkMemory(exr, 0);
  const lines = new Map(floats.map(({ name, type }) => [name, allocate(type, widthPx * exr.linesAChunk)]));
  const notFinite = new Map<string, number>();
  for (let chunk = 0; chunk < exr.offsets.length; chunk++) {
    readChunk(exr, chunk, lines, 0);
    const values = widthPx * Math.min(exr.linesAChunk, heightPx - chunk * exr.linesAChunk);
    for (const [name, data] of lines) {
      const found = data instanceof Float32Array ? scanFloats(data.subarray(0, values)).notFinite : 0;
      if (found > 0) notFinite.set(name, (notFinite.get(name) ?? 0) + found);
    }
  }
  return { widthPx, heightPx, notFinite };
}
