import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBacklot } from './run-backlot.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

let folder = '';
let home = '';
let missing: string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-full-disk-'));
  home = join(folder, 'home');
  await mkdir(join(home, 'work'), { recursive: true });
  await writeSmallPlate(join(folder, 'plate.png'));
  await writeFile(join(folder, 'set-up.json'), JSON.stringify(smallSetUp('plate.png')));
  if (!mountWork(64)) missing = 'a small disk cannot be mounted here (needs root)';
  else unmountWork();
  if (missing) process.stdout.write(`skipped: ${missing}\n`);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a take on a disk that is too small', () => {
  // From the first frames of the simulation to the films: whatever thread or process meets the end of the disk.
  it.for([16, 200, 900])(
    'fails with DISK_FULL and a hint at %i KiB, and leaves nothing behind',
    async (sizeKib, context) => {
      if (missing) context.skip(missing);
      mountWork(sizeKib);
      try {
        const out = join(folder, 'out');
        const words = ['take', 'collapse', join(folder, 'set-up.json'), '--out', out, '--threads', '1', '--json'];
        const result = await runBacklot(words, { home });
        expect(result.exitCode, `${result.stdout}\n${result.stderr}`).toBe(2);
        expect(JSON.parse(result.stdout).error).toMatchObject({
          code: 'DISK_FULL',
          hint: expect.stringMatching(/space/),
        });
        expect(await readdir(join(home, 'work'))).toEqual([]);
        expect(existsSync(out)).toBe(false);
        const [take] = JSON.parse((await runBacklot(['takes', '--json'], { home })).stdout);
        expect(take).toMatchObject({ state: 'failed' });
      } finally {
        unmountWork();
      }
    },
  );
});

function mountWork(sizeKib: number): boolean {
  const words = ['-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'tmpfs', join(home, 'work')];
  return spawnSync('mount', words).status === 0;
}

function unmountWork(): void {
  spawnSync('umount', [join(home, 'work')]);
}
