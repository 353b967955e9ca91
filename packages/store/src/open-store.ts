import { join, resolve } from 'node:path';
import { BacklotError } from '@backlot/film';
import type { CheckpointStore, Events, FileStore, JobQueue, Records, SignInTables } from '@backlot/studio';
import type { ClientConfig } from 'pg';
import { openCheckpointFile } from './checkpoints/checkpoint-file.ts';
import { createDatabaseCheckpoints } from './checkpoints/database-checkpoints.ts';
import { openDatabaseEvents } from './events/database-events.ts';
import { openDiskFileStore } from './files/disk-file-store.ts';
import { prepareBoss } from './jobs/boss.ts';
import { createDatabaseQueue } from './jobs/database-queue.ts';
import { APPLICATION_ROLE, ensureApplicationPassword, grantToApplication } from './postgres/application-role.ts';
import { type Database, openDatabase } from './postgres/database.ts';
import { POSTGRES_PORT } from './postgres/home-paths.ts';
import { DATABASE_ROLE, readPassword } from './postgres/initialise-data.ts';
import { openKeeper } from './postgres/keeper-client.ts';
import { createDatabaseRecords } from './records/database-records.ts';
import { isMigrated, migrate } from './records/migrate.ts';
import { createSignInTables } from './records/sign-in-tables.ts';

export interface StoreOptions {
  /** BACKLOT_HOME; made when it is not there. */
  readonly home: string;
  /** A PostgreSQL of one's own; without it an embedded one runs under `<home>/postgres`. */
  readonly databaseUrl?: string;
  /** Told of what happens outside any call: lost connections, restarts. Default: silent. */
  readonly log?: (message: string, error?: unknown) => void;
}

/** The studio's ports on PostgreSQL, the file store and the queue. */
export interface Store {
  readonly records: Records;
  readonly files: FileStore;
  readonly jobs: JobQueue;
  readonly events: Events;
  readonly checkpoints: CheckpointStore;
  /** What the sign-in library reads and writes. */
  readonly signIn: SignInTables;
  /** Where to connect with psql, as the role that the studio works as; holds a password. */
  readonly databaseUrl: string;
  /** Ends workers and connections; the last process of a home stops its embedded PostgreSQL. Idempotent. */
  readonly close: () => Promise<void>;
}

/** In the home, apart from the database: a database that was written anew shows against it. */
const CHECKPOINTS_NAME = 'ledger-checkpoints.jsonl';
/** The embedded one is back within a second or two; another server may only be misspelt. */
const EMBEDDED_PATIENCE_MS = 20_000;
const FOREIGN_PATIENCE_MS = 5_000;

/** How to reach the database: as the role that works in it and, where that is another one, as the owner of its tables. */
interface Connection {
  readonly config: ClientConfig;
  readonly url: string;
  readonly patienceMs: number;
  readonly owner?: { readonly config: ClientConfig; readonly applicationPassword: string };
  readonly close: () => Promise<void>;
}

/**
 * Opens a home: its files, its PostgreSQL (started unless it runs), its tables brought up to date.
 * @throws BacklotError `FOLDER_READ_ONLY`, `DISK_FULL`, `DATABASE_UNAVAILABLE`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const home = resolve(options.home);
  const log = options.log ?? (() => {});
  const files = await openDiskFileStore(home);
  const connection = options.databaseUrl ? foreign(options.databaseUrl) : await embedded(home, log);
  const database = await openMigrated(connection).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const boss = prepareBoss(database, log, { createSchema: connection.owner === undefined });
  const jobs = createDatabaseQueue(database, boss);
  const events = openDatabaseEvents(database);
  const checkpoints = createDatabaseCheckpoints(database, openCheckpointFile(join(home, CHECKPOINTS_NAME)), {
    isFileComplete: connection.owner !== undefined,
  });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await jobs.close();
    await boss.close();
    await events.close();
    await database.close();
    await connection.close();
  };
  return {
    records: createDatabaseRecords(database, boss.enqueue),
    files,
    jobs,
    events,
    checkpoints,
    signIn: createSignInTables(database),
    databaseUrl: connection.url,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The owner is asked only where tables or rights are missing; the pool that stays is the application's. */
async function openMigrated({ config, patienceMs, owner }: Connection): Promise<Database> {
  const database = openDatabase(config, patienceMs);
  try {
    if (owner === undefined) {
      if (!(await isMigrated(database))) await migrate(database);
    } else if (!(await isReady(database))) {
      await migrateAsOwner(owner, patienceMs);
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A fresh home, and one from before there was an application's role, do not let it in yet. */
async function isReady(database: Database): Promise<boolean> {
  try {
    return await isMigrated(database);
  } catch (error) {
    const cause = error instanceof BacklotError ? error.cause : undefined;
    if (cause instanceof Error && 'code' in cause && cause.code === '28P01') return false;
    throw error;
  }
}

async function migrateAsOwner(owner: NonNullable<Connection['owner']>, patienceMs: number): Promise<void> {
  const database = openDatabase(owner.config, patienceMs);
  try {
    await migrate(database, (execute) => grantToApplication(execute, owner.applicationPassword));
  } finally {
    await database.close();
  }
}

async function embedded(home: string, log: (message: string, error?: unknown) => void): Promise<Connection> {
  const keeper = await openKeeper(home, log);
  const ownerPassword = readPassword(keeper.paths);
  const password = ensureApplicationPassword(keeper.paths.applicationPasswordFile);
  const host = keeper.paths.run;
  // initdb made this database for nobody's use but ours. The search path keeps tables of other schemas from standing in.
  const place = { host, port: POSTGRES_PORT, database: 'postgres', options: '-c search_path=public' };
  return {
    config: { ...place, user: APPLICATION_ROLE, password },
    url: `postgresql://${APPLICATION_ROLE}:${password}@localhost:${POSTGRES_PORT}/postgres?host=${encodeURIComponent(host)}`,
    patienceMs: EMBEDDED_PATIENCE_MS,
    owner: {
      config: { ...place, user: DATABASE_ROLE, password: ownerPassword },
      applicationPassword: password,
    },
    close: keeper.close,
  };
}

function foreign(url: string): Connection {
  if (!/^postgres(?:ql)?:\/\//.test(url)) {
    throw new BacklotError(
      'DATABASE_UNAVAILABLE',
      'DATABASE_URL: expected postgresql://user@host/name, got something else',
      {
        hint: 'Correct DATABASE_URL, or unset it to use the embedded PostgreSQL.',
      },
    );
  }
  return { config: { connectionString: url }, url, patienceMs: FOREIGN_PATIENCE_MS, close: async () => {} };
}
