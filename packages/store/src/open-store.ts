import { resolve } from 'node:path';
import { BacklotError } from '@backlot/film';
import type { Events, FileStore, JobQueue, Records, SignInTables } from '@backlot/studio';
import type { ClientConfig } from 'pg';
import { openDatabaseEvents } from './events/database-events.ts';
import { openDiskFileStore } from './files/disk-file-store.ts';
import { prepareBoss } from './jobs/boss.ts';
import { createDatabaseQueue } from './jobs/database-queue.ts';
import { openDatabase } from './postgres/database.ts';
import { POSTGRES_PORT } from './postgres/home-paths.ts';
import { DATABASE_ROLE, readPassword } from './postgres/initialise-data.ts';
import { openKeeper } from './postgres/keeper-client.ts';
import { createDatabaseRecords } from './records/database-records.ts';
import { migrate } from './records/migrate.ts';
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
  /** What the sign-in library reads and writes. */
  readonly signIn: SignInTables;
  /** Where to connect with psql; holds a password. */
  readonly databaseUrl: string;
  /** Ends workers and connections; the last process of a home stops its embedded PostgreSQL. Idempotent. */
  readonly close: () => Promise<void>;
}

/** The embedded one is back within a second or two; another server may only be misspelt. */
const EMBEDDED_PATIENCE_MS = 20_000;
const FOREIGN_PATIENCE_MS = 5_000;

interface Connection {
  readonly config: ClientConfig;
  readonly url: string;
  readonly patienceMs: number;
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
  const database = openDatabase(connection.config, connection.patienceMs);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    await connection.close();
    throw error;
  }
  const boss = prepareBoss(database, log);
  const jobs = createDatabaseQueue(database, boss);
  const events = openDatabaseEvents(database);
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
    signIn: createSignInTables(database),
    databaseUrl: connection.url,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function embedded(home: string, log: (message: string, error?: unknown) => void): Promise<Connection> {
  const keeper = await openKeeper(home, log);
  const password = readPassword(keeper.paths);
  const host = keeper.paths.run;
  return {
    // initdb made this database for nobody's use but ours.
    config: { host, port: POSTGRES_PORT, user: DATABASE_ROLE, password, database: 'postgres' },
    url: `postgresql://${DATABASE_ROLE}:${password}@localhost:${POSTGRES_PORT}/postgres?host=${encodeURIComponent(host)}`,
    patienceMs: EMBEDDED_PATIENCE_MS,
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
