import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';
import type { FileStore, NamedFile, StoredFile } from '../ports/file-store.ts';

/** A file store for tests in one folder: the same promises, but nothing is flushed to the disk. */
export function createFolderFiles(root: string): FileStore {
  const stored = (sha256: string) => join(root, 'files', sha256);
  const fresh = async () => {
    const path = join(root, 'temporary', randomBytes(8).toString('hex'));
    await mkdir(dirname(path), { recursive: true });
    return path;
  };
  const describe = async (path: string): Promise<StoredFile> => {
    const bytes = await readFile(path);
    return { sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.byteLength };
  };
  const isThere = async (path: string) => (await stat(path).catch(() => undefined)) !== undefined;
  const pathOf = async (sha256: string) => {
    if (await isThere(stored(sha256))) return stored(sha256);
    throw new BacklotError('FILE_NOT_FOUND', `File store: the bytes ${sha256} are missing`);
  };
  const stage: FileStore['stage'] = async (source) => {
    const path = await fresh();
    await copyFile(source, path).catch((cause: unknown) => {
      throw new BacklotError('FILE_NOT_FOUND', `File "${source}": it cannot be read, or there is none`, { cause });
    });
    const file = await describe(path);
    const keep = async () => {
      await mkdir(join(root, 'files'), { recursive: true });
      await rename(path, stored(file.sha256));
      return file;
    };
    return { ...file, path, keep, drop: () => rm(path, { force: true }) };
  };
  const fill = async (folder: string, files: readonly NamedFile[]) => {
    await mkdir(folder, { recursive: true });
    for (const { name, sha256 } of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await copyFile(await pathOf(sha256), join(folder, name));
    }
  };
  const demandFreeFolder = async (path: string) => {
    if ((await readdir(path).catch(() => [])).length === 0) return;
    throw new BacklotError('OUTPUT_EXISTS', `Folder "${path}": it is there and not empty`);
  };
  return {
    stage,
    adopt: async (path) => (await stage(path)).keep(),
    pathOf,
    has: (sha256) => isThere(stored(sha256)),
    verify: async (sha256) => (await isThere(stored(sha256))) && (await describe(stored(sha256))).sha256 === sha256,
    workFolders: async (takeId) => {
      const folders = { workDir: join(root, 'work', takeId, 'work'), outDir: join(root, 'work', takeId, 'out') };
      for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
      return folders;
    },
    clearWork: (takeId) => rm(join(root, 'work', takeId), { recursive: true, force: true }),
    listWork: () => readdir(join(root, 'work')).catch(() => []),
    scratch: async () => {
      const path = await fresh();
      await mkdir(path);
      return { path, dispose: () => rm(path, { recursive: true, force: true }) };
    },
    showTake: async (takeId, files) => {
      const folder = join(root, 'takes', takeId);
      await rm(folder, { recursive: true, force: true });
      await fill(folder, files);
      return folder;
    },
    hideTake: (takeId) => rm(join(root, 'takes', takeId), { recursive: true, force: true }),
    listShown: () => readdir(join(root, 'takes')).catch(() => []),
    takeFolder: (takeId) => join(root, 'takes', takeId),
    demandFreeFolder,
    writeFolder: async (path, files, texts) => {
      await demandFreeFolder(path);
      const built = await fresh();
      await fill(built, files);
      for (const { name, sha256 } of files) {
        if ((await describe(join(built, name))).sha256 !== sha256) {
          throw new BacklotError('FILE_DAMAGED', `File store: the bytes of "${name}" are not the ones stored`);
        }
      }
      for (const { name, text } of texts) await writeFile(join(built, name), text);
      await mkdir(dirname(path), { recursive: true });
      await rename(built, path);
    },
  };
}
