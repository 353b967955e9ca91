import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFile, ModelJob, ModelSlot } from '@backlot/engine';

/** A small job for tests of back ends, with whatever is asked for otherwise. */
export function testJob(rest: Pick<ModelJob, 'task' | 'model'> & Partial<ModelJob>): ModelJob {
  return { prompt: 'a street at dusk', seed: 7, files: [], settings: {}, ...rest };
}

/** A file that a job sends, written into `folder`. */
export async function testFile(
  folder: string,
  { slot, name, mediaType, bytes }: { slot: ModelSlot; name: string; mediaType: string; bytes: Uint8Array },
): Promise<ModelFile> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { slot, name, path, mediaType, sha256, byteLength: (await stat(path)).size };
}
