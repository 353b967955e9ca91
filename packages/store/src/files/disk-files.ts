import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, link, lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BacklotError } from '@backlot/film';
import type { StagedFile, StoredFile } from '@backlot/studio';
import { isRunning } from './is-running.ts';
import { mapFileError } from './map-file-error.ts';

/** Folders of the file store below a home. */
export interface FileFolders {
  /** Bytes by their hash, two digits a folder. Nothing here is ever overwritten. */
  readonly files: string;
  /** Unfinished copies; each name starts with the process it belongs to. */
  readonly temporary: string;
  /** Runs under way. */
  readonly work: string;
  /** Finished takes under their own names, by hard link. */
  readonly takes: string;
}

/** The folders below `home`. */
export function fileFolders(home: string): FileFolders {
  return {
    files: join(home, 'files'),
    temporary: join(home, 'temporary'),
    work: join(home, 'work'),
    takes: join(home, 'takes'),
  };
}

/** Starts the names of what this machine has not finished; several machines may share a file store. */
const HOST_MARK = `${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;

/** A fresh name for something unfinished; machine and process in it let others see whether it was abandoned. */
export function temporaryPath(folders: FileFolders): string {
  return join(folders.temporary, `${HOST_MARK}${process.pid}-${randomBytes(8).toString('hex')}`);
}

/** Whether the process of this machine that a temporary name speaks of is gone. */
export function isAbandoned(name: string): boolean {
  return name.startsWith(HOST_MARK) && !isRunning(Number.parseInt(name.slice(HOST_MARK.length), 10));
}

/** Where bytes with this hash lie, or would. */
export function storedPath(folders: FileFolders, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`Not a SHA-256: "${sha256.slice(0, 80)}"`);
  return join(folders.files, sha256.slice(0, 2), sha256);
}

/** Copies a file to a temporary name, hashing on the way. @throws BacklotError `FILE_NOT_FOUND`, `DISK_FULL`, `FOLDER_READ_ONLY` */
export async function stageFile(folders: FileFolders, source: string): Promise<StagedFile> {
  await demandReadable(source);
  const path = temporaryPath(folders);
  try {
    const stored = await copyDurably(source, path);
    const keep = async () => {
      await moveIn(folders, path, stored);
      return stored;
    };
    return { ...stored, path, keep, drop: () => rm(path, { force: true }) };
  } catch (error) {
    await rm(path, { force: true });
    throw mapFileError(error, path);
  }
}

/** Takes in a finished file of ours by hard link, or by copy where the file system has none. */
export async function adoptFile(folders: FileFolders, source: string): Promise<StoredFile> {
  const path = temporaryPath(folders);
  try {
    const stored = await hashDurably(source);
    if (await isThere(storedPath(folders, stored.sha256), stored.byteLength)) return stored;
    await link(source, path).catch(() => copyDurably(source, path));
    await moveIn(folders, path, stored);
    return stored;
  } catch (error) {
    throw mapFileError(error, path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Whether the bytes stored under a hash are there and still have it. An error that says neither is thrown: no open file left is no damage. */
export async function verifyStored(folders: FileFolders, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(storedPath(folders, sha256)), hash);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  return hash.digest('hex') === sha256;
}

/** Whether the file system says that there is nothing under the name. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Makes a folder's entries durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Copies, flushes to the disk, and hashes what was read. */
export async function copyDurably(source: string, target: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let byteLength = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      byteLength += chunk.byteLength;
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(source), measure, createWriteStream(target, { flags: 'wx', flush: true }));
  return { sha256: hash.digest('hex'), byteLength };
}

async function hashDurably(path: string): Promise<StoredFile> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    let byteLength = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      hash.update(chunk);
      byteLength += chunk.byteLength;
    }
    await file.sync();
    return { sha256: hash.digest('hex'), byteLength };
  } finally {
    await file.close();
  }
}

/** Gives bytes their final name, unless equal ones have it. Read-only, since their other names are links to the same bytes. */
async function moveIn(folders: FileFolders, path: string, { sha256, byteLength }: StoredFile): Promise<void> {
  const target = storedPath(folders, sha256);
  if (await isThere(target, byteLength)) return rm(path, { force: true });
  await mkdir(dirname(target), { recursive: true });
  await chmod(path, 0o444);
  await rename(path, target);
  await syncFolder(dirname(target));
  await syncFolder(folders.files);
}

async function isThere(path: string, byteLength: number): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() === true && found.size === byteLength;
}

async function demandReadable(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => error);
  if (found instanceof Error || !(found as { isFile?: () => boolean }).isFile?.()) {
    const reason = found instanceof Error ? 'it cannot be read, or there is none' : 'this is no file';
    throw new BacklotError('FILE_NOT_FOUND', `File "${path}": ${reason}`, { hint: 'Check the path.' });
  }
}
