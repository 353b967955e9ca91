import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFileName } from '@backlot/film';

/**
 * Puts one uploaded file where the studio can read it, for as long as `use` works on it.
 * @throws BacklotError `NAME_INVALID`, and what `use` throws
 */
export async function receiveUpload<T>(file: File, use: (path: string, name: string) => Promise<T>): Promise<T> {
  const name = parseFileName(file.name);
  const folder = await mkdtemp(join(tmpdir(), 'backlot-upload-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, file.stream(), { mode: 0o600 });
    return await use(path, name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
