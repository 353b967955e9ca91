import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatMark, markPayloadOf, markPictureFile, writePng } from '@backlot/media';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../main.ts';
import { type HeardOutput, hearOutput } from '../testing/hear-output.ts';

const PAYLOAD = markPayloadOf('01j9zk3v5wqg8t2n4m6p7r0sxy');

describe('backlot detect', () => {
  let folder = '';
  let heard: HeardOutput;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-detect-'));
    await writePng(join(folder, 'plain.png'), drawHills(960, 540));
    await markPictureFile(join(folder, 'plain.png'), join(folder, 'marked.png'), PAYLOAD);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    // A mark that is found is looked up in the studio of this home.
    vi.stubEnv('BACKLOT_HOME', join(folder, 'home'));
    heard = hearOutput();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  it('prints the mark of a marked picture', async () => {
    await main(['node', 'backlot', 'detect', join(folder, 'marked.png'), '--json']);
    expect(JSON.parse(heard.stdout)).toEqual({
      found: true,
      take: null,
      mark: formatMark(PAYLOAD),
      confidence: expect.any(Number),
      frames: 1,
    });
    expect(process.exitCode).toBeUndefined();
  });

  it('says in words what it found', async () => {
    await main(['node', 'backlot', 'detect', join(folder, 'marked.png')]);
    expect(heard.stdout).toMatch(
      new RegExp(`mark ${formatMark(PAYLOAD)}, \\d+(\\.\\d)? standard deviations above chance, from one frame`),
    );
  });

  it('ends with 4 where there is no mark', async () => {
    await main(['node', 'backlot', 'detect', join(folder, 'plain.png'), '--json']);
    expect(JSON.parse(heard.stdout)).toEqual({ found: false });
    expect(process.exitCode).toBe(4);
  });
});

/** Soft hills of light. */
function drawHills(widthPx: number, heightPx: number) {
  const data = Float32Array.from({ length: widthPx * heightPx * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % widthPx, Math.floor(i / 3 / widthPx)];
    return 0.25 + 0.1 * Math.sin(x / 37) * Math.cos(y / 23) + 0.02 * Math.sin(x * y);
  });
  return { widthPx, heightPx, channels: 3 as const, data };
}
