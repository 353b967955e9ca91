import { open, rename, rm } from 'node:fs/promises';
import { floatsToHalves } from '@backlot/kernels';
import { explainWriteError } from '@backlot/media';

/** A file of half floats that is written frame by frame. */
export interface NoiseFile {
  readonly writeFrame: (noise: Float32Array) => Promise<void>;
  /** Gives it its name. */
  readonly close: () => Promise<void>;
  /** Removes what was written; safe at any time. */
  readonly abort: () => Promise<void>;
}

/**
 * Opens a NumPy array of little-endian half floats (NPY format version 1.0).
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function openNoiseFile(path: string, shape: readonly number[]): Promise<NoiseFile> {
  const partial = `${path}.part`;
  const explain = (error: unknown): never => {
    throw explainWriteError(error, path);
  };
  const file = await open(partial, 'w').catch(explain);
  await file.writeFile(encodeHeader(shape)).catch(explain);
  return {
    writeFrame: async (noise) => {
      const halves = floatsToHalves(noise);
      await file.writeFile(new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength)).catch(explain);
    },
    close: async () => {
      await file.sync().catch(explain);
      await file.close();
      await rename(partial, path).catch(explain);
    },
    abort: async () => {
      await file.close().catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}

function encodeHeader(shape: readonly number[]): Uint8Array {
  const text = `{'descr': '<f2', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const prefix = 10;
  const length = Math.ceil((prefix + text.length + 1) / 64) * 64 - prefix;
  const header = Buffer.alloc(prefix + length, ' ');
  header.write('\x93NUMPY\x01\x00', 0, 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(text, prefix, 'latin1');
  header.write('\n', prefix + length - 1, 'latin1');
  return header;
}
