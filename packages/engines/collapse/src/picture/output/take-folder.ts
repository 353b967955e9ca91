import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainWriteError } from '@backlot/media';
import { isSequenceFile, sequenceFileName, sequenceFolders } from './frame-names.ts';

/** The scratch and output folders of one take, with what an earlier, broken-off run of the same recipe left there. */
export interface TakeFolder {
  readonly outDir: string;
  readonly simulationDir: string;
  /** True where both EXR files of a frame lie finished from a run of this very recipe. */
  readonly hasFrame: (number: number) => boolean;
  /** Removes the temporary files of workers that were stopped, and what is no finished frame from the sequence folders. */
  readonly removeStrays: () => Promise<void>;
}

const KEY_NAME = 'recipe-key';

/**
 * Opens the folders of a take. `identity` is all that decides its bytes: finished work of another identity is not
 * trusted, its frames are made again and its simulation is removed.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function openTakeFolder(
  folders: { readonly outDir: string; readonly workDir: string },
  identity: unknown,
): Promise<TakeFolder> {
  const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
  const keyPath = join(folders.workDir, KEY_NAME);
  const simulationDir = join(folders.workDir, 'simulation');
  const isSameRecipe = existsSync(keyPath) && (await readFile(keyPath, 'utf8')) === key;
  if (!isSameRecipe) {
    await rm(simulationDir, { recursive: true, force: true });
    for (const sequence of sequenceFolders) await rm(join(folders.outDir, sequence), { recursive: true, force: true });
  }
  try {
    for (const sequence of sequenceFolders) await mkdir(join(folders.outDir, sequence), { recursive: true });
    await mkdir(simulationDir, { recursive: true });
    await writeFile(`${keyPath}.part`, key);
    await rename(`${keyPath}.part`, keyPath);
  } catch (error) {
    throw explainWriteError(error, folders.workDir);
  }
  const removeStrays = (): Promise<void> => removeUnfinished(folders.outDir);
  await removeStrays();
  return {
    outDir: folders.outDir,
    simulationDir,
    hasFrame: (number) =>
      sequenceFolders.every((sequence) => existsSync(join(folders.outDir, sequenceFileName(sequence, number)))),
    removeStrays,
  };
}

async function removeUnfinished(outDir: string): Promise<void> {
  for (const name of await readdir(outDir)) {
    if (name.startsWith('.') && name.endsWith('.partial')) await rm(join(outDir, name), { force: true });
  }
  for (const sequence of sequenceFolders) {
    for (const name of await readdir(join(outDir, sequence))) {
      if (!isSequenceFile(sequence, name)) await rm(join(outDir, sequence, name), { recursive: true, force: true });
    }
  }
}
