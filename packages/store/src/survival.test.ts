import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_MODEL_TERMS, NO_VOCABULARY } from '@backlot/film';
import { createStudio } from '@backlot/studio';
import { createTestRooms } from '@backlot/studio/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from './open-store.ts';
import { ownerClient } from './testing/owner-client.ts';

const STORE = new URL('../dist/index.js', import.meta.url).href;

let folder: string;
let home: string;
const opened: Store[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'backlot-survival-')));
  home = join(folder, 'home');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const store of opened.splice(0)) await store.close();
  await until(() => processesOf(home).length === 0);
  await rm(folder, { recursive: true, force: true });
});

async function open(options: { readonly home?: string; readonly databaseUrl?: string } = {}): Promise<Store> {
  const store = await openStore({ home, ...options });
  opened.push(store);
  return store;
}

/** A process of its own that opens the home, runs `code` with `store`, says so, and stays. */
async function startProcess(code = ''): Promise<ChildProcess> {
  const script = `const { openStore } = await import(${JSON.stringify(STORE)});
    const store = await openStore({ home: ${JSON.stringify(home)} });
    ${code}
    console.log('ready'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

/** Keepers and databases of a home that are alive. */
function processesOf(of: string): { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(of) && /keeper-main|postgres -D/.test(command) ? [{ pid: Number(pid), command }] : [];
    } catch {
      return [];
    }
  });
}

async function until(isTrue: () => boolean, withinMs = 10_000): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadlineMs) throw new Error(`Waited ${withinMs} ms in vain`);
    await sleep(50);
  }
}

function killOf(of: string, part: string): void {
  const found = processesOf(of).find(({ command }) => command.includes(part));
  if (!found) throw new Error(`No process ${part}`);
  process.kill(found.pid, 'SIGKILL');
}

describe.skipIf(process.platform !== 'linux')('the embedded PostgreSQL (looks at /proc, so Linux only)', () => {
  it('is shared by the processes of a home, and gone with the last of them, even when all are killed', async () => {
    const [first, second] = [await startProcess(), await startProcess()];
    expect(processesOf(home)).toHaveLength(2);
    first.kill('SIGKILL');
    await sleep(1500);
    expect(processesOf(home)).toHaveLength(2);
    second.kill('SIGKILL');
    await until(() => processesOf(home).length === 0);
  });

  it('is gone when close resolves', async () => {
    const store = await open();
    await store.close();
    expect(processesOf(home)).toEqual([]);
  });

  it('comes back when it is killed, and when its keeper is', async () => {
    const store = await open();
    for (const part of ['postgres -D', 'keeper-main', 'postgres -D']) {
      await store.records.transaction((writer) =>
        writer.productions.add({
          slug: `p${Math.random()}`,
          title: part,
          packs: [],
          vocabulary: NO_VOCABULARY,
          isUnionOnStrike: false,
          models: DEFAULT_MODEL_TERMS,
          createdAt: new Date().toISOString(),
        }),
      );
      killOf(home, part);
      await sleep(300);
    }
    expect(await store.records.productions.list()).toHaveLength(3);
  });

  it('does not outlive its keeper and its clients when all are killed at once', async () => {
    const client = await startProcess();
    client.kill('SIGKILL');
    killOf(home, 'keeper-main');
    await until(() => processesOf(home).length === 0);
  });

  it('starts over a pid file whose number now belongs to another process', async () => {
    await (await open()).close();
    const path = join(home, 'postgres', 'data', 'postmaster.pid');
    await writeFile(path, `${process.pid}\n${join(home, 'postgres', 'data')}\n1\n5432\n\n\n\nready\n`);
    expect(await (await open()).records.takes.list({})).toEqual([]);
  });

  it('starts in a folder with a very long name', async () => {
    const deep = join(home, 'a'.repeat(60), 'b'.repeat(60));
    expect(await (await open({ home: deep })).records.takes.list({})).toEqual([]);
  });
});

describe('leases', () => {
  it('let a take go within seconds of its worker’s death, and count that death', async () => {
    const store = await open();
    const owner = await startProcess("await store.jobs.lease('take-1');");
    expect(await store.jobs.lease('take-1')).toBeUndefined();
    owner.kill('SIGKILL');
    let lease: Awaited<ReturnType<typeof store.jobs.lease>>;
    const deadlineMs = performance.now() + 5000;
    while (!lease && performance.now() < deadlineMs) {
      lease = await store.jobs.lease('take-1');
      await sleep(50);
    }
    expect(lease?.crashes).toBe(1);
    await lease?.release();
  });
});

describe('the ledger in the database', () => {
  it('shows a changed row and a row cut off the end by its owner with all guards down', async () => {
    const store = await open();
    const rooms = createTestRooms();
    const clock = { nowMs: () => Date.now() };
    const studio = createStudio({
      ...store,
      ...rooms,
      clock,
      ids: { next: () => String(Math.random()) },
      threads: 1,
      version: '0.0.0',
    });
    for (const slug of ['one', 'two', 'three']) {
      await studio.createProduction({ slug, title: slug, by: { name: 'Ada', role: 'artist' } });
    }
    expect(await studio.verifyLedger()).toMatchObject({ state: 'valid', entries: 3 });
    const client = ownerClient(home);
    await client.connect();
    await client.query("set session_replication_role = 'replica'");
    await client.query(`update ledger_entries set body = '{"title":"TWO"}' where index = 1`);
    expect(await studio.verifyLedger()).toMatchObject({ state: 'invalid', brokenAt: 1 });
    await client.query('delete from ledger_entries where index >= 1');
    expect(await studio.verifyLedger()).toMatchObject({ state: 'invalid', brokenAt: 1 });
    await client.end();
  });
});

describe('opening', () => {
  it('says which folder cannot be written to', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openStore({ home: join(folder, 'file', 'home') })).rejects.toMatchObject({ code: 'FOLDER_READ_ONLY' });
  });

  it('says that a database of one’s own does not answer, without its password', async () => {
    const databaseUrl = 'postgresql://me:secret@127.0.0.1:1/none';
    const error: unknown = await openStore({ home, databaseUrl }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(String(error)).not.toContain('secret');
  });

  it('removes what dead processes left unfinished, and nothing of the living', async () => {
    const store = await open();
    await writeFile(join(folder, 'plate'), 'x');
    const staged = await store.files.stage(join(folder, 'plate'));
    const abandoned = staged.path.replace(`-${process.pid}-`, '-999999999-');
    await mkdir(abandoned);
    await open();
    expect(existsSync(abandoned)).toBe(false);
    expect(existsSync(staged.path)).toBe(true);
    await staged.drop();
  });
});
