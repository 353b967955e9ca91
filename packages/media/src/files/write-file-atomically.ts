import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { BacklotError } from '@backlot/film';

let serial = 0;

/** A name beside `path` that no other process or thread uses now; hidden, ends with `.partial`. */
export function partialPathFor(path: string): string {
  serial += 1;
  return join(dirname(path), `.${basename(path)}.${process.pid}-${threadId}-${serial}.partial`);
}

/**
 * Writes under a temporary name in the same folder, fsyncs, renames, fsyncs the folder: `path` is whole or absent.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`, `FILE_UNREADABLE`
 */
export async function writeFileAtomically(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const partial = partialPathFor(path);
  try {
    const file = await open(partial, 'wx');
    try {
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await publishFile(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw explainWriteError(error, path);
  }
}

/**
 * Fsyncs what another process wrote and gives it its final name; removes it where that fails.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function publishPartial(partial: string, path: string): Promise<void> {
  try {
    const file = await open(partial, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await publishFile(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw explainWriteError(error, path);
  }
}

async function publishFile(partial: string, path: string): Promise<void> {
  await rename(partial, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A system error while writing in a person's words; anything else comes back as it is. */
export function explainWriteError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new BacklotError('DISK_FULL', `Disk full while writing ${path}`, {
      hint: 'Free some space or choose another folder, then start again.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT' || code === 'ENOTDIR') {
    return new BacklotError('FOLDER_READ_ONLY', `Cannot write ${path} (${code})`, {
      hint: 'The folder must exist and be writable.',
      cause: error,
    });
  }
  return error;
}
