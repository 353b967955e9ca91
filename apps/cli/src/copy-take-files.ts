import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BacklotError, parseRelativePath } from '@backlot/film';
import type { Studio, TakeRecord } from '@backlot/studio';

/** @throws BacklotError `OUTPUT_EXISTS` when `folder` is there and not an empty folder */
export async function refuseUsedFolder(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') return ['a file of this name'];
    throw new BacklotError('FILE_UNREADABLE', `--out "${folder}": ${error.message}`, { cause: error });
  });
  if (entries.length === 0) return;
  throw new BacklotError('OUTPUT_EXISTS', `--out "${folder}": expected a new or empty folder, found "${entries[0]}"`, {
    hint: 'Name another folder; Backlot overwrites nothing.',
  });
}

/** Copies a take's files under their own names; the folder appears whole or not at all. */
export async function copyTakeFiles(studio: Studio, take: TakeRecord, folder: string): Promise<void> {
  await refuseUsedFolder(folder);
  const part = join(dirname(folder), `.${basename(folder)}.part-${process.pid}`);
  try {
    await mkdir(part, { recursive: true });
    for (const file of take.files) await copyOne(await studio.pathOfFile(take.id, file.name), part, file.name);
    await rmdir(folder).catch(() => {});
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw explain(error, folder);
  }
}

async function copyOne(from: string, folder: string, name: string): Promise<void> {
  const to = join(folder, parseRelativePath(name));
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}

function explain(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const hint = 'The take is kept in the studio; copy it out later with backlot deliver, or make room and take again.';
  if (code === 'ENOSPC')
    return new BacklotError('DISK_FULL', `--out "${folder}": the disk is full`, { hint, cause: error });
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new BacklotError('FOLDER_READ_ONLY', `--out "${folder}": may not be written to`, { hint, cause: error });
  return error;
}
