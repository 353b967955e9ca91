import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeAvAdapter } from '../video/node-av-adapter.ts';
import { systemFfmpegAdapter } from '../video/system-ffmpeg-adapter.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

describe('on a full disk', () => {
  let folder = '';
  let missing: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-full-'));
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]);
    if (status !== 0) missing = 'a small disk cannot be mounted here (needs root)';
    if (missing) process.stdout.write(`skipped: ${missing}\n`);
  });
  afterAll(async () => {
    if (!missing) spawnSync('umount', [folder]);
    await rm(folder, { recursive: true, force: true });
  });

  it('a file is refused with DISK_FULL and nothing is left', async (context) => {
    if (missing) context.skip(missing);
    const writing = writeFileAtomically(join(folder, 'a.exr'), [new Uint8Array(1_000_000)]);
    await expect(writing).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await readdir(folder)).toEqual([]);
  });

  it.for([nodeAvAdapter, systemFfmpegAdapter])('$id says DISK_FULL and leaves nothing', async (adapter, context) => {
    if (missing) context.skip(missing);
    if (!(await adapter.build())) context.skip(`${adapter.id} does not run on this machine`);
    const size = { widthPx: 256, heightPx: 256 };
    const write = async (): Promise<void> => {
      const options = {
        path: join(folder, 'a.mp4'),
        codec: 'h264',
        ...size,
        frameRate: { numerator: 24, denominator: 1 },
      } as const;
      const writer = await adapter.openWriter({ ...options, quality: 5 });
      for (let i = 0; i < 48; i++) await writer.writeFrame(noise(i));
      await writer.close();
    };
    await expect(write()).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await readdir(folder)).toEqual([]);
  });
});

function noise(seed: number): Float32Array {
  let state = seed + 1;
  return Float32Array.from({ length: 256 * 256 * 3 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}
