import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStudio, type LedgerCheckpoint, type Studio } from '@backlot/studio';
import { createTestRooms } from '@backlot/studio/testing';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../open-store.ts';
import { ownerClient } from '../testing/owner-client.ts';

const by = { name: 'Ada', role: 'artist' } as const;
let home: string;
let path: string;
let store: Store;
let studio: Studio;
let made = 0;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-checkpoints-'));
  path = join(home, 'ledger-checkpoints.jsonl');
  store = await openStore({ home });
  studio = openOn(store);
  await addEntries(11);
  await studio.checkpointLedger();
});
afterEach(async () => {
  await store.close();
  await rm(home, { recursive: true, force: true });
});

function openOn(opened: Store): Studio {
  const ids = { next: () => nextName() };
  const clock = { nowMs: () => Date.now() };
  return createStudio({ ...opened, ...createTestRooms(), clock, ids, threads: 1, version: '0', checkpointEvery: 4 });
}

function nextName(): string {
  made += 1;
  return `p${made}`;
}

async function addEntries(count: number, to = studio): Promise<void> {
  for (let index = 0; index < count; index += 1) await to.createProduction({ slug: nextName(), title: 'x', by });
}

async function readLines(): Promise<LedgerCheckpoint[]> {
  return (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What somebody does who has the owner's password: the guards are down. */
async function asOwner(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = ownerClient(home);
  await client.connect();
  await client.query("set session_replication_role = 'replica'");
  await work(client);
  await client.end();
}

describe('checkpoints on the disk', () => {
  it('lie in the database and in a file of their own', async () => {
    const { database, file } = await store.checkpoints.read();
    expect(file).toEqual(database);
    expect((await readLines()).map(({ number, index }) => [number, index])).toEqual([
      [0, 3],
      [1, 7],
      [2, 10],
    ]);
    expect(await studio.auditLedger()).toMatchObject({ state: 'valid', entries: 11, checkpoints: { count: 3 } });
  });

  it('of two processes make one row', async () => {
    const other = await openStore({ home });
    const second = openOn(other);
    await Promise.all([addEntries(20), addEntries(20, second)]);
    await Promise.all([studio.checkpointLedger(), second.checkpointLedger()]);
    const numbers = (await readLines()).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, place) => place));
    expect(await second.auditLedger()).toMatchObject({ state: 'valid', reasons: [], checkpoints: { coversTo: 50 } });
    await other.close();
  });

  it('show a database that was written anew, head and checkpoints and all', async () => {
    await asOwner(async (client) => {
      await client.query('delete from ledger_entries where index > 5');
      await client.query(
        'update ledger_head set (index, hash) = (select index, hash from ledger_entries where index = 5)',
      );
      await client.query('delete from ledger_checkpoints where number > 0');
    });
    expect(await studio.verifyLedger()).toMatchObject({ state: 'valid', entries: 6 });
    expect(await studio.auditLedger()).toMatchObject({
      state: 'invalid',
      brokenAt: 6,
      reasons: [
        'Ledger entry 6: the ledger ends before entry 7, which checkpoint 1 vouches for',
        'The database lacks the last 2 checkpoints of the file',
      ],
    });
  });

  it('show that the file was taken away, or a line of it changed', async () => {
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"index":7', '"index":8'));
    expect(await studio.auditLedger()).toMatchObject({
      state: 'invalid',
      reasons: [expect.stringMatching(/^Checkpoint 1 of the file/)],
    });
    await rm(path);
    expect(await studio.auditLedger()).toMatchObject({
      state: 'invalid',
      reasons: ['The file lacks the last 3 checkpoints of the database'],
    });
  });

  it('are mended by the next writer where a process died in the midst of a line', async () => {
    await appendFile(path, '{"number":3,"ind');
    expect(await studio.auditLedger()).toMatchObject({ state: 'valid', reasons: [] });
    await addEntries(1);
    await studio.checkpointLedger();
    expect((await readLines()).map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect(await studio.auditLedger()).toMatchObject({ state: 'valid', checkpoints: { coversTo: 11 } });
  });

  it('are mended where a process died between the file and the commit', async () => {
    await asOwner((client) => client.query('delete from ledger_checkpoints where number = 2'));
    const { state, checkpoints } = await studio.auditLedger();
    expect({ state, count: checkpoints.count }).toEqual({ state: 'valid', count: 3 });
    expect(checkpoints.notes).toEqual([expect.stringContaining('a process was killed there')]);
    await addEntries(1);
    await studio.checkpointLedger();
    const { database, file } = await store.checkpoints.read();
    expect(database).toEqual(file);
    expect(database).toHaveLength(4);
  });

  it('are not continued where file and database contradict each other', async () => {
    await asOwner((client) => client.query('delete from ledger_checkpoints where number > 0'));
    await addEntries(1);
    await expect(studio.checkpointLedger()).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
    await writeFile(path, 'scribble\n');
    await expect(studio.checkpointLedger()).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
  });

  it('hold after the process was killed, whenever that was', async () => {
    // A file that lost its tail to a power cut before the last sync is filled up from the database.
    const [first] = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, `${first}\n`);
    await addEntries(1);
    await studio.checkpointLedger();
    expect((await readLines()).map(({ number }) => number)).toEqual([0, 1, 2, 3]);
  });
});
