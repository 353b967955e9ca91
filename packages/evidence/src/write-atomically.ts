import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';

export interface WriteOptions {
  /** Permission bits, 0644 by default. */
  readonly mode?: number;
  /** Fails with `EEXIST` rather than replace a file. */
  readonly exclusive?: boolean;
  /** Looks at the finished temporary file; what it throws keeps the file from getting its name. */
  readonly check?: (temporaryPath: string) => Promise<void>;
}

/**
 * Writes a file under a temporary name in the same folder, syncs it, checks it, renames it: under `path` there is all of
 * it or nothing, whenever the process dies.
 * @throws BacklotError `DISK_FULL` or `FOLDER_READ_ONLY`; and what `check` throws
 */
export async function writeAtomically(path: string, bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
  try {
    await writeThenName(path, bytes, options);
  } catch (error) {
    throw explain(error, dirname(path));
  }
}

async function writeThenName(path: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporaryPath = join(folder, `.${basename(path)}.${randomUUID()}.partial`);
  try {
    const file = await open(temporaryPath, 'wx', options.mode ?? 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await options.check?.(temporaryPath);
    await (options.exclusive ? link(temporaryPath, path) : rename(temporaryPath, path));
    await syncFolder(folder);
  } finally {
    await rm(temporaryPath, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function explain(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new BacklotError('DISK_FULL', `Folder "${folder}": the disk is full`, { hint: 'Make room.', cause: error });
  }
  if (code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM') return error;
  const hint = 'Check its permissions.';
  return new BacklotError('FOLDER_READ_ONLY', `Folder "${folder}": cannot be written`, { hint, cause: error });
}
