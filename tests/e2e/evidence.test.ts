import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyFile } from '@backlot/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBacklot } from './run-backlot.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

let folder = '';
let home = '';
let take = '';
const shown = (name: string) => join(home, 'takes', take, name);

async function run(...words: string[]) {
  const { exitCode, stdout, stderr } = await runBacklot([...words, '--json'], { home });
  return { exitCode, answer: JSON.parse(stdout || stderr) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-evidence-'));
  home = join(folder, 'home');
  await writeSmallPlate(join(folder, 'plate.png'));
  await writeFile(join(folder, 'set-up.json'), JSON.stringify(smallSetUp('plate.png')));
  const made = await run('take', 'collapse', join(folder, 'set-up.json'), '--out', join(folder, 'out'));
  take = made.answer.id;
  await copyFile(shown('collapse.mp4'), join(folder, 'before.mp4'));
  await run('review', take, 'approve', '--by', 'Grace');
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an approved take', () => {
  it('says so in its video, its poster and the sidecars of its frames', async () => {
    for (const name of ['collapse.mp4', 'poster.png', 'composite.seal.json', 'passes.seal.json']) {
      const { state, manifest } = await verifyFile(shown(name));
      expect(state, name).toBe('valid');
      expect(manifest, name).toMatchObject({
        humanOversightLevel: 'human_validated',
        approvals: [{ role: 'supervisor' }],
        digitalSourceType: 'compositeSynthetic',
        takeId: take,
        trainingAllowed: false,
      });
      expect(JSON.stringify(manifest), name).not.toContain('Grace');
    }
    expect((await verifyFile(join(folder, 'before.mp4'))).manifest?.humanOversightLevel).toBe('prompt_guided');
  });

  it('is valid in all its files, and so is the file from before', async () => {
    expect(await run('verify', '--take', take)).toMatchObject({ exitCode: 0, answer: { state: 'valid' } });
    const before = await run('verify', join(folder, 'before.mp4'));
    expect(before).toMatchObject({ exitCode: 0, answer: { state: 'valid', isKnown: true, takeId: take } });
    expect(before.answer.reasons[0]).toContain('sealed before its approval');
    expect(await run('rerun', take)).toMatchObject({ answer: { identical: true } });
  }, 60_000);
});

describe('verify --ledger', () => {
  it('holds the ledger against checkpoints that each command signed', async () => {
    const { exitCode, answer } = await run('verify', '--ledger');
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({ state: 'valid', reasons: [], checkpoints: { notes: [] } });
    expect(answer.checkpoints.coversTo).toBe(answer.entries - 1);
    expect(answer.checkpoints.count).toBeGreaterThanOrEqual(2);
    // Without the option: as ever.
    expect(Object.keys((await run('verify')).answer).sort()).toEqual(['entries', 'reasons', 'state']);
  });

  it('ends with 4 where a checkpoint was changed or the file is gone, and is well again when it is back', async () => {
    const path = join(home, 'ledger-checkpoints.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"index":', '"index":1'));
    const changed = await run('verify', '--ledger');
    expect(changed).toMatchObject({ exitCode: 4, answer: { state: 'invalid' } });
    expect(changed.answer.reasons[0]).toMatch(/^Checkpoint 0 of the file: /);
    await rm(path);
    expect(await run('verify', '--ledger')).toMatchObject({ exitCode: 4 });
    await writeFile(path, text);
    expect(await run('verify', '--ledger')).toMatchObject({ exitCode: 0 });
  });

  it('is asked for alone', async () => {
    const { exitCode, answer } = await run('verify', join(folder, 'before.mp4'), '--ledger');
    expect(exitCode).toBe(2);
    expect(answer.error.code).toBe('OPTION_INVALID');
  });
});
