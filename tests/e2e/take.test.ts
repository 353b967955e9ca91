import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBacklot } from './run-backlot.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

interface Made {
  readonly id: string;
  readonly state: string;
  readonly files: readonly {
    readonly role: string;
    readonly name: string;
    readonly sha256: string;
    readonly frame?: number;
  }[];
}

let folder = '';
let home = '';
let out = '';
let made: Made;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-take-'));
  home = join(folder, 'home');
  out = join(folder, 'out');
  await writeSmallPlate(join(folder, 'plate.png'));
  await writeFile(join(folder, 'set-up.json'), JSON.stringify(smallSetUp('plate.png')));
  made = await json(['take', 'collapse', join(folder, 'set-up.json'), '--out', out, '--threads', '1']);
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a collapse take on the command line', () => {
  it('is in review with video, sound, poster, composite and passes in the folder asked for', async () => {
    expect(made.state).toBe('in-review');
    const names = (await readdir(out, { recursive: true })).map(String);
    for (const file of made.files) expect(names).toContain(file.name);
    expect(made.files.filter((file) => file.role === 'composite')).toHaveLength(8);
    expect(made.files.filter((file) => file.role === 'passes')).toHaveLength(8);
    expect(made.files.map((file) => file.role)).toEqual(expect.arrayContaining(['video', 'sound', 'poster']));
  });

  it('is listed first', async () => {
    const takes = await json<Made[]>(['takes']);
    expect(takes[0]).toMatchObject({ id: made.id, shot: 'sq010/sh0010', engine: 'collapse', state: 'in-review' });
  });

  it('reruns to the same bytes on 1 and on 2 threads', async () => {
    expect(await json(['rerun', made.id, '--threads', '1'])).toMatchObject({ identical: true, differing: [] });
    expect(await json(['rerun', made.id, '--threads', '2'])).toMatchObject({ identical: true, differing: [] });
  }, 180_000);

  it.each(['video', 'sound', 'poster'])(
    'verifies its %s, and says so when any byte is flipped',
    async (role) => {
      const path = join(out, made.files.find((file) => file.role === role)?.name ?? '');
      expect(await json(['verify', path])).toMatchObject({
        state: expect.stringMatching(/^(valid|trusted)$/),
        takeId: made.id,
      });
      const { size } = await stat(path);
      for (const at of [4, Math.floor(size / 3), Math.floor(size / 2), size - 1]) {
        const result = await runBacklot(['verify', await flipped(path, at), '--json'], { home });
        expect(result.exitCode, `byte ${at} of ${size}`).toBe(4);
        expect(JSON.parse(result.stdout).state).toBe('invalid');
      }
    },
    120_000,
  );

  it('verifies the whole take and the ledger', async () => {
    expect(await json(['verify', '--take', made.id])).toMatchObject({
      state: expect.stringMatching(/^(valid|trusted)$/),
    });
    expect(await json(['verify'])).toMatchObject({ state: 'valid' });
  });

  it('is noted, approved and delivered with a disclosure report', async () => {
    expect(await json(['review', made.id, 'note', '--text', 'more dust', '--frame', '4'])).toMatchObject({ frame: 4 });
    expect(await json(['review', made.id, 'approve', '--by', 'Ada'])).toMatchObject({ decision: 'approve' });
    const delivery = join(folder, 'delivery');
    expect(await json(['deliver', made.id, '--out', delivery])).toMatchObject({ outcome: 'delivered' });
    expect((await readdir(delivery)).join(' ')).toMatch(/disclosure/);
    expect((await json<Made[]>(['takes']))[0]?.state).toBe('delivered');
  });

  it('overwrites nothing', async () => {
    const again = await runBacklot(['take', 'collapse', join(folder, 'set-up.json'), '--out', out, '--json'], { home });
    expect(again.exitCode).toBe(2);
    expect(JSON.parse(again.stdout).error.code).toBe('OUTPUT_EXISTS');
  });

  it('leaves no process behind', async () => {
    await expect.poll(() => processesOf(home), { timeout: 10_000 }).toEqual([]);
  });
});

describe('a final take', () => {
  it("waits for a supervisor's approval, bound to its recipe", async () => {
    const words = [
      'take',
      'collapse',
      join(folder, 'set-up.json'),
      '--out',
      join(folder, 'final'),
      '--purpose',
      'final',
      '--json',
    ];
    const result = await runBacklot(words, { home });
    expect(result.exitCode).toBe(3);
    const waiting = JSON.parse(result.stdout);
    expect(waiting).toMatchObject({ state: 'awaiting-approval' });
    expect(waiting.decision.reasons[0]).toMatchObject({ role: 'supervisor', source: expect.any(String) });
    const wrong = await runBacklot(['approve', waiting.id, '--role', 'artist', '--json'], { home });
    expect(wrong.exitCode).toBe(3);
    expect(await json(['approve', waiting.id, '--by', 'Ada', '--role', 'supervisor'])).toMatchObject({
      state: 'queued',
    });
  });
});

async function json<T = Made>(words: readonly string[]): Promise<T> {
  const result = await runBacklot([...words, '--json'], { home });
  expect(result.exitCode, `${words.join(' ')}\n${result.stdout}\n${result.stderr}`).toBe(0);
  return JSON.parse(result.stdout);
}

async function flipped(path: string, at: number): Promise<string> {
  const copy = join(folder, `flipped-${at}${path.slice(path.lastIndexOf('.'))}`);
  await copyFile(path, copy);
  const bytes = await readFile(copy);
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  await writeFile(copy, bytes);
  return copy;
}

function processesOf(home: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(home));
}
