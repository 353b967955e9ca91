import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { explainWriteError } from '@backlot/media';
import type { EngineOutput } from '../engine.ts';
import type { ModelOutput } from '../models/model-job.ts';

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/x-exr': '.exr',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
  'audio/wav': '.wav',
  'audio/mpeg': '.mp3',
};

/**
 * Keeps a file byte for byte as a model sent it, under `originals/`: its vendor's Content Credentials hold for these bytes only.
 * `name` is without its ending.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function keepOriginal(output: ModelOutput, outDir: string, name: string): Promise<EngineOutput> {
  const kept = `originals/${name}${endingOf(output)}`;
  const path = join(outDir, kept);
  const partial = `${path}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await copyFile(output.path, partial);
    // Stored answers are read-only, and so are copies of them.
    const file = await open(partial, 'r');
    await file.sync().finally(() => file.close());
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw explainWriteError(error, path);
  }
  return { role: 'original', name: kept, mediaType: output.mediaType };
}

/** A stranger's name decides no more than its own short ending. */
function endingOf({ name, mediaType }: ModelOutput): string {
  const stated = extname(name).toLowerCase();
  return ENDINGS[mediaType] ?? (/^\.[a-z0-9]{1,5}$/.test(stated) ? stated : '');
}
