import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openTakeFolder } from './take-folder.ts';

describe('openTakeFolder', () => {
  let folders = { outDir: '', workDir: '' };

  beforeEach(async () => {
    const root = await mkdtemp(join(tmpdir(), 'backlot-take-folder-'));
    folders = { outDir: join(root, 'out'), workDir: join(root, 'work') };
    for (const folder of Object.values(folders)) await mkdir(folder);
  });

  const finish = async (number: number): Promise<void> => {
    await writeFile(join(folders.outDir, `composite/composite.${number}.exr`), 'x');
    await writeFile(join(folders.outDir, `passes/passes.${number}.exr`), 'x');
  };

  it('takes up the finished frames of a broken-off run of the same recipe', async () => {
    await openTakeFolder(folders, { seed: 1 });
    await finish(1001);
    await writeFile(join(folders.outDir, 'composite/composite.1002.exr'), 'x');
    const again = await openTakeFolder(folders, { seed: 1 });
    expect([1001, 1002].map(again.hasFrame)).toEqual([true, false]);
  });

  it('trusts nothing of another recipe', async () => {
    const first = await openTakeFolder(folders, { seed: 1 });
    await finish(1001);
    await writeFile(join(first.simulationDir, 'frame.0000.bin'), 'x');
    const other = await openTakeFolder(folders, { seed: 2 });
    expect(other.hasFrame(1001)).toBe(false);
    expect(await readdir(other.simulationDir)).toEqual([]);
  });

  it('removes temporary files that a stopped worker left, and only those', async () => {
    const folder = await openTakeFolder(folders, 1);
    await finish(1001);
    await writeFile(join(folders.outDir, 'passes/.passes.1002.exr.tmp'), 'x');
    await writeFile(join(folders.outDir, '.collapse.wav.1-2-3.partial'), 'x');
    await writeFile(join(folders.outDir, 'collapse.wav'), 'x');
    await folder.removeStrays();
    expect(await readdir(folders.outDir)).toEqual(['collapse.wav', 'composite', 'passes']);
    expect(await readdir(join(folders.outDir, 'passes'))).toEqual(['passes.1001.exr']);
    expect(existsSync(join(folders.outDir, 'composite/composite.1001.exr'))).toBe(true);
  });
});
