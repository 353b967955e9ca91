import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainWriteError } from '@backlot/media';
import { isSequenceFile, sequenceFileName, sequenceFolders } from './file-names.ts';

/** The scratch and output folders of one take, with what a broken-off run of the same recipe left there. */
export interface TakeFolder {
  readonly outDir: string;
  /** Where files for the model are made, one folder a chunk. */
  readonly chunksDir: string;
  /** True where both EXR files of a frame lie finished from a run of this very recipe. */
  readonly hasFrame: (number: number) => boolean;
  /** Removes what is no finished frame from the sequence folders. */
  readonly removeStrays: () => Promise<void>;
}

/**
 * Opens the folders of a take. `identity` is all that decides its bytes: work of another identity is removed.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function openTakeFolder(
  { outDir, workDir }: { readonly outDir: string; readonly workDir: string },
  identity: unknown,
): Promise<TakeFolder> {
  const key = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
  const keyPath = join(workDir, 'recipe-key');
  const chunksDir = join(workDir, 'chunks');
  const folders = [...sequenceFolders.map((sequence) => join(outDir, sequence)), chunksDir];
  const isSameRecipe = existsSync(keyPath) && (await readFile(keyPath, 'utf8')) === key;
  if (!isSameRecipe) for (const folder of folders) await rm(folder, { recursive: true, force: true });
  try {
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await writeFile(`${keyPath}.part`, key);
    await rename(`${keyPath}.part`, keyPath);
  } catch (error) {
    throw explainWriteError(error, workDir);
  }
  const removeStrays = (): Promise<void> => removeUnfinished(outDir);
  await removeStrays();
  const hasFrame = (number: number): boolean =>
    sequenceFolders.every((sequence) => existsSync(join(outDir, sequenceFileName(sequence, number))));
  return { outDir, chunksDir, hasFrame, removeStrays };
}

async function removeUnfinished(outDir: string): Promise<void> {
  for (const sequence of sequenceFolders) {
    for (const name of await readdir(join(outDir, sequence))) {
      if (!isSequenceFile(sequence, name)) await rm(join(outDir, sequence, name), { recursive: true, force: true });
    }
  }
}
