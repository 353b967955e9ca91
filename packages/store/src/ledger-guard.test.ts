import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MODEL_TERMS, NO_VOCABULARY } from '@backlot/film';
import type { LedgerEntry } from '@backlot/studio';
import { appendLedgerEntry, verifyLedger } from '@backlot/studio/testing';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from './open-store.ts';
import { openKeeper } from './postgres/keeper-client.ts';
import { ownerClient } from './testing/owner-client.ts';

const AT = '2026-01-01T00:00:00.000Z';
const FORGED = 'f'.repeat(64);
const MIGRATIONS = new URL('../migrations/', import.meta.url);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-guard-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function append(store: Store, subject: string): Promise<LedgerEntry> {
  return store.records.transaction((writer) =>
    writer.ledger.append((head) => appendLedgerEntry(head, { at: AT, kind: 'tested', subject, body: {} })),
  );
}

/** The whole ledger of a store and its head, verified. */
async function verifyAll({ records }: Store) {
  return verifyLedger(await records.ledger.read(0, 10_000), await records.ledger.head());
}

describe('the ledger, for the role that the studio works as', () => {
  let store: Store;
  let client: pg.Client;
  let last: LedgerEntry;
  beforeAll(async () => {
    store = await openStore({ home: join(folder, 'home') });
    for (const subject of ['one', 'two', 'three']) last = await append(store, subject);
    client = new pg.Client({ connectionString: store.databaseUrl });
    await client.connect();
    await client.query("insert into ledger_checkpoints (number, checkpoint) values (0, '{}')");
  });
  afterAll(async () => {
    await client.end();
    await store.close();
  });

  const attempts = [
    "update ledger_entries set body = '{}' where index = 1",
    'update ledger_entries set hash = hash',
    'delete from ledger_entries where index = 2',
    'delete from ledger_entries',
    'truncate ledger_entries',
    'truncate ledger_entries cascade',
    'drop table ledger_entries',
    'drop table ledger_entries cascade',
    'alter table ledger_entries disable trigger all',
    'alter table ledger_entries disable trigger ledger_entries_keep',
    'alter table ledger_entries add column note text',
    'alter table ledger_entries rename to other',
    'alter table ledger_entries owner to backlot_studio',
    'drop trigger ledger_entries_keep on ledger_entries',
    'create or replace function refuse_ledger_change() returns trigger language plpgsql as $$ begin return null; end $$',
    'create rule quiet as on insert to ledger_entries do instead nothing',
    'create table public.decoy (id int)',
    'create schema backlot_studio',
    "set session_replication_role = 'replica'",
    'set role backlot',
    'grant backlot to backlot_studio',
    'alter role backlot_studio superuser',
    'alter system set fsync = off',
    `insert into ledger_entries values (1, '', '', '', '{}', '${'0'.repeat(64)}', '${FORGED}')`,
    `insert into ledger_entries values (9, '', '', '', '{}', '${FORGED}', '${FORGED}')`,
    `insert into ledger_entries values (3, '', '', '', '{}', '${FORGED}', '${FORGED}')`,
    `insert into ledger_entries values (1, '', '', '', '{}', '', '') on conflict (index) do update set hash = 'x'`,
    `merge into ledger_entries using (values (1)) as v(i) on index = i when matched then delete`,
    'update ledger_head set index = 1',
    `update ledger_head set index = 3, hash = '${FORGED}'`,
    'update ledger_head set index = null, hash = null',
    'update ledger_head set id = true',
    'delete from ledger_head',
    'truncate ledger_head',
    'insert into ledger_head (id) values (true)',
    'drop table ledger_head',
    "update ledger_checkpoints set checkpoint = '{}'",
    'delete from ledger_checkpoints',
    'truncate ledger_checkpoints',
    'drop table ledger_checkpoints',
    "insert into schema_migrations (name, sha256) values ('x', 'x')",
    'delete from schema_migrations',
  ];
  it.each(attempts)('refuses: %s', async (statement) => {
    await expect(client.query(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|23000|23505)$/),
    });
    expect(await verifyAll(store)).toMatchObject({ state: 'intact', count: 3 });
  });

  it('keeps no entry that the head did not move to', async () => {
    await client.query('begin');
    const insert = `insert into ledger_entries values (3, '', '', '', '{}', $1, $2)`;
    await client.query(insert, [last.hash, FORGED]);
    await expect(client.query('commit')).rejects.toMatchObject({ code: '23000' });
    expect(await append(store, 'four')).toMatchObject({ index: 3 });
  });

  it('lets the owner of the tables change nothing by a slip either', async () => {
    const owner = ownerClient(join(folder, 'home'));
    await owner.connect();
    for (const statement of [
      'delete from ledger_entries',
      'truncate ledger_entries',
      'update ledger_head set index = 0',
    ])
      await expect(owner.query(statement)).rejects.toThrow(/append-only|expected entry/);
    await owner.end();
  });

  it('can still do all else that the studio does', async () => {
    await store.records.transaction((writer) =>
      writer.productions.add({
        slug: 'example',
        title: 'Example',
        packs: [],
        vocabulary: NO_VOCABULARY,
        isUnionOnStrike: false,
        models: DEFAULT_MODEL_TERMS,
        createdAt: AT,
      }),
    );
    const { rows } = await client.query("select has_table_privilege('takes', 'delete') as may");
    expect(rows).toEqual([{ may: true }]);
  });
});

describe('two writers of one ledger', () => {
  it('make one chain of 400 entries', async () => {
    const home = join(folder, 'two');
    const stores = await Promise.all([openStore({ home }), openStore({ home })]);
    const writers = stores.map(async (store, place) => {
      for (let index = 0; index < 200; index += 10)
        await Promise.all(Array.from({ length: 10 }, (_, at) => append(store, `${place}-${index + at}`)));
    });
    await Promise.all(writers);
    expect(await verifyAll(stores[0]!)).toMatchObject({ state: 'intact', count: 400 });
    const subjects = (await stores[1]!.records.ledger.read(0, 400)).map((entry) => entry.subject);
    expect(new Set(subjects).size).toBe(400);
    for (const store of stores) await store.close();
  });
});

describe('a database of one’s own, with one role for everything', () => {
  it('has the triggers: they refuse what its owner does by a slip', async () => {
    const keptBy = join(folder, 'home');
    const server = await openStore({ home: keptBy });
    const owner = ownerClient(keptBy);
    await owner.connect();
    await owner.query("create role facility login password 'facility'");
    await owner.query('create database facility owner facility');
    await owner.end();
    const url = new URL(server.databaseUrl);
    Object.assign(url, { username: 'facility', password: 'facility', pathname: '/facility' });
    const store = await openStore({ home: join(folder, 'facility'), databaseUrl: url.href });
    for (const subject of ['one', 'two']) await append(store, subject);
    expect(await verifyAll(store)).toMatchObject({ state: 'intact', count: 2 });
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    for (const statement of ['delete from ledger_entries', 'truncate ledger_head', 'update ledger_head set index = 0'])
      await expect(client.query(statement)).rejects.toThrow(/append-only|expected entry/);
    await client.end();
    expect((await store.checkpoints.read()).isFileComplete).toBe(false);
    const worker = await store.jobs.work(async () => {});
    await worker.stop();
    await store.close();
    await server.close();
  });
});

describe('a home from before the ledger was guarded', () => {
  it('opens with its entries and its queue, and is guarded from then on', async () => {
    const home = join(folder, 'old');
    const entries = await makeOldHome(home);
    const store = await openStore({ home });
    expect(await store.records.ledger.read(0, 10)).toEqual(entries);
    expect(await append(store, 'next')).toMatchObject({ index: 2, previousHash: entries[1]?.hash });
    const client = new pg.Client({ connectionString: store.databaseUrl });
    await client.connect();
    await expect(client.query('delete from ledger_entries')).rejects.toMatchObject({ code: '42501' });
    await client.end();
    const handled: string[] = [];
    const worker = await store.jobs.work(async ({ takeId }) => void handled.push(takeId));
    const deadlineMs = performance.now() + 10_000;
    while (handled.length === 0 && performance.now() < deadlineMs) await new Promise((done) => setTimeout(done, 50));
    await worker.stop();
    expect(handled).toEqual(['old-take']);
    await store.close();
  });
});

/** As the release before made it: one role, three migrations, a queue of the owner's with a job in it, two entries. */
async function makeOldHome(home: string): Promise<LedgerEntry[]> {
  const keeper = await openKeeper(home, () => {});
  const client = ownerClient(home);
  await client.connect();
  await client.query(
    'create table schema_migrations (name text primary key, sha256 text, applied_at timestamptz default now())',
  );
  for (const name of readdirSync(MIGRATIONS)
    .filter((each) => each < '0004')
    .sort()) {
    const text = readFileSync(new URL(name, MIGRATIONS), 'utf8');
    await client.query(text);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, 'of then']);
  }
  const entries: LedgerEntry[] = [];
  for (const subject of ['one', 'two']) {
    const entry = appendLedgerEntry(entries.at(-1), { at: AT, kind: 'tested', subject, body: {} });
    entries.push(entry);
    const { index, at, kind, body, previousHash, hash } = entry;
    await client.query('insert into ledger_entries values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[index, at, kind, subject, JSON.stringify(body), previousHash, hash],
    ]);
    await client.query('update ledger_head set index = $1, hash = $2', [index, hash]);
  }
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => client.query(text, values as unknown[]) },
    schedule: false,
    supervise: false,
  });
  await boss.start();
  await boss.createQueue('takes', { policy: 'short', retryLimit: 10 });
  await boss.send('takes', { takeId: 'old-take' }, { singletonKey: 'old-take' });
  await boss.stop({ graceful: false, close: false });
  await client.end();
  await keeper.close();
  return entries;
}
