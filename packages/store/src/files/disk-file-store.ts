import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  link,
  mkdir,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';
import type { FileStore, NamedFile } from '@backlot/studio';
import {
  adoptFile,
  copyDurably,
  type FileFolders,
  fileFolders,
  isAbandoned,
  isMissing,
  stageFile,
  storedPath,
  syncFolder,
  temporaryPath,
  verifyStored,
} from './disk-files.ts';
import { mapFileError } from './map-file-error.ts';

/**
 * Opens the file store of a home and removes what dead processes left unfinished.
 * @throws BacklotError `FOLDER_READ_ONLY`, `DISK_FULL`
 */
export async function openDiskFileStore(home: string): Promise<FileStore> {
  const folders = fileFolders(home);
  await attempt(home, async () => {
    await makeHome(home);
    for (const folder of Object.values(folders)) await closeFolder(folder);
    await removeAbandoned(folders);
  });
  return {
    stage: (path) => stageFile(folders, path),
    adopt: (path) => adoptFile(folders, path),
    pathOf: (sha256) => pathOf(folders, sha256),
    has: (sha256) => isFile(storedPath(folders, sha256)),
    verify: (sha256) => verifyStored(folders, sha256),
    workFolders: async (takeId) => {
      const root = join(folders.work, basename(takeId));
      const made = { workDir: join(root, 'work'), outDir: join(root, 'out') };
      await attempt(root, async () => {
        await mkdir(made.workDir, { recursive: true });
        await mkdir(made.outDir, { recursive: true });
      });
      return made;
    },
    clearWork: (takeId) => rm(join(folders.work, basename(takeId)), { recursive: true, force: true }),
    listWork: () => readdir(folders.work),
    scratch: async () => {
      const path = temporaryPath(folders);
      await attempt(path, () => mkdir(path));
      return { path, dispose: () => rm(path, { recursive: true, force: true }) };
    },
    showTake: (takeId, files) => showTake(folders, takeId, files),
    hideTake: (takeId) => hideTake(folders, takeId),
    listShown: () => readdir(folders.takes),
    takeFolder: (takeId) => join(folders.takes, basename(takeId)),
    demandFreeFolder,
    writeFolder: (path, files, texts) => writeFolder(folders, path, files, texts),
  };
}

/**
 * The home is its owner's alone. Where root runs the studio, PostgreSQL's own user has to pass through to its folder: then
 * others may pass, but not look, and every folder of files below is closed.
 */
const HOME_MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** On a read-only file system node says ENOENT of a folder whose parents it could not make. */
async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: HOME_MODE });
    await access(home, constants.W_OK);
    // A home from before, or one that somebody else owns and shares with us: theirs to close.
    await chmod(home, HOME_MODE).catch(() => {});
  } catch (error) {
    throw isMissing(error) ? Object.assign(new Error('read-only'), { code: 'EROFS' }) : error;
  }
}

async function closeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700).catch(() => {});
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mapFileError(error, path);
  }
}

async function pathOf(folders: FileFolders, sha256: string): Promise<string> {
  const path = storedPath(folders, sha256);
  if (await isFile(path)) return path;
  throw new BacklotError('FILE_NOT_FOUND', `File store: the bytes ${sha256} are missing`, {
    hint: 'Restore the folder "files" of the studio from a backup.',
  });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Built beside and swapped in, so that a folder under a take's name is always whole. */
/** Out of sight in one step, so that nobody meets half a folder. */
async function hideTake(folders: FileFolders, takeId: string): Promise<void> {
  const target = join(folders.takes, basename(takeId));
  const old = temporaryPath(folders);
  await attempt(target, async () => {
    await rename(target, old).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await rm(old, { recursive: true, force: true });
    await syncFolder(folders.takes);
  });
}

async function showTake(folders: FileFolders, takeId: string, files: readonly NamedFile[]): Promise<string> {
  const target = join(folders.takes, basename(takeId));
  const [fresh, old] = [temporaryPath(folders), temporaryPath(folders)];
  return attempt(target, async () => {
    try {
      await fill(folders, fresh, files, linkOrCopy);
      await rename(target, old).catch(() => {});
      await rename(fresh, target);
      await syncFolder(folders.takes);
      return target;
    } finally {
      await rm(fresh, { recursive: true, force: true });
      await rm(old, { recursive: true, force: true });
    }
  });
}

async function demandFreeFolder(path: string): Promise<void> {
  const entries = await readdir(path).catch(() => undefined);
  if (entries?.length || (await attempt(path, () => isFile(path)))) {
    throw new BacklotError('OUTPUT_EXISTS', `Folder "${path}": it is there and not empty`, {
      hint: 'Name a folder that is not there yet.',
    });
  }
}

async function writeFolder(
  folders: FileFolders,
  path: string,
  files: readonly NamedFile[],
  texts: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  await demandFreeFolder(path);
  await attempt(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    // Beside the target, for a rename never crosses file systems.
    const fresh = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.partial`);
    try {
      await fill(folders, fresh, files, copyWhole);
      for (const { name, text } of texts) await writeFile(join(fresh, name), text, { flush: true });
      await syncFolder(fresh);
      await rename(fresh, path);
      await syncFolder(dirname(path));
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  });
}

async function fill(
  folders: FileFolders,
  target: string,
  files: readonly NamedFile[],
  put: (source: string, target: string, sha256: string) => Promise<void>,
): Promise<void> {
  await mkdir(target, { recursive: true });
  const made = new Set([target]);
  for (const { name, sha256 } of files) {
    const path = join(target, name);
    const parent = dirname(path);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    await put(await pathOf(folders, sha256), path, sha256);
  }
  for (const folder of made) await syncFolder(folder);
}

/** What leaves the studio is hashed on its way out: a disk may have changed it since it was taken in. */
async function copyWhole(source: string, target: string, sha256: string): Promise<void> {
  const copied = await copyDurably(source, target);
  if (copied.sha256 === sha256) return;
  throw new BacklotError('FILE_DAMAGED', `File store: "${source}" holds other bytes than were stored`, {
    hint: 'Restore the folder "files" of the studio from a backup.',
    details: { expected: sha256, found: copied.sha256 },
  });
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target));
}

/** Unfinished things are named after their process; where that is gone, nobody will finish them. */
async function removeAbandoned(folders: FileFolders): Promise<void> {
  for (const name of await readdir(folders.temporary)) {
    if (isAbandoned(name)) await rm(join(folders.temporary, name), { recursive: true, force: true });
  }
}
