import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collapseEngine } from '@backlot/engine-collapse';
import { parseTakeSetUp } from '@backlot/film';
import { writePng } from '@backlot/media';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../main.ts';
import { type HeardOutput, hearOutput } from '../testing/hear-output.ts';

const PLATE = fileURLToPath(new URL('../../../../examples/street-collapse/plate.png', import.meta.url));

describe('backlot collapse suggest', () => {
  let folder = '';
  let heard: HeardOutput;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-suggest-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    heard = hearOutput();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  it('prints a set-up that a take accepts, and beside it how sure each part is', async () => {
    await main(['node', 'backlot', 'collapse', 'suggest', PLATE]);
    const setUp = parseTakeSetUp(JSON.parse(heard.stdout));
    const plate = { role: 'plate', name: 'plate.png', path: PLATE, sha256: '0'.repeat(64), mediaType: 'image/png' };
    await collapseEngine.check(collapseEngine.parametersSchema.parse(setUp.parameters), [plate]);
    expect(heard.stderr).toMatch(/^sure {4}focal-length: 16\d\d px from the lines/m);
    expect(process.exitCode).toBeUndefined();
  }, 60_000);

  it('says that a plate without lines tells no camera', async () => {
    const blank = join(folder, 'blank.png');
    await writePng(blank, {
      widthPx: 320,
      heightPx: 180,
      channels: 3,
      data: new Float32Array(320 * 180 * 3).fill(0.4),
    });
    await main(['node', 'backlot', 'collapse', 'suggest', blank, '--json']);
    expect(JSON.parse(heard.stdout)).toMatchObject({ setUp: null, findings: [{ about: 'lines' }, { about: 'sky' }] });
    expect(process.exitCode).toBe(4);
  });

  it('refuses what is no picture, by its name', async () => {
    await main(['node', 'backlot', 'collapse', 'suggest', fileURLToPath(import.meta.url), '--json']);
    expect(JSON.parse(heard.stdout).error).toMatchObject({ code: 'PICTURE_UNREADABLE' });
    expect(process.exitCode).toBe(2);
  });
});
