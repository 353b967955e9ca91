import { BacklotError } from '@backlot/film';
import type { ClientConfig } from 'pg';
import { isMigrated, migrate } from '../records/migrate.ts';
import { APPLICATION_ROLE, grantToApplication } from './application-role.ts';
import { type Database, openDatabase } from './database.ts';
import { ensurePassword } from './ensure-password.ts';
import { POSTGRES_PORT } from './home-paths.ts';
import { DATABASE_ROLE, readPassword } from './initialise-data.ts';
import { openKeeper } from './keeper-client.ts';

/** The embedded one is back within a second or two; another server may only be misspelt. */
const EMBEDDED_PATIENCE_MS = 20_000;
const FOREIGN_PATIENCE_MS = 5_000;

/** How to reach the database: as the role that works in it and, where that is another one, as the owner of its tables. */
export interface Connection {
  readonly config: ClientConfig;
  readonly url: string;
  readonly patienceMs: number;
  readonly owner?: { readonly config: ClientConfig; readonly applicationPassword: string };
  readonly close: () => Promise<void>;
}

/**
 * Opens a pool on a database that is up to date. Its owner is asked only where tables or rights are missing; the pool that
 * stays is the application's.
 * @throws BacklotError `DATABASE_UNAVAILABLE`
 */
export async function openMigrated({ config, patienceMs, owner }: Connection): Promise<Database> {
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

/** The way to a home's own PostgreSQL, started unless it runs. @throws BacklotError `DATABASE_UNAVAILABLE`, `DISK_FULL`, `FOLDER_READ_ONLY` */
export async function connectEmbedded(
  home: string,
  log: (message: string, error?: unknown) => void,
): Promise<Connection> {
  const keeper = await openKeeper(home, log);
  const ownerPassword = readPassword(keeper.paths);
  const password = ensurePassword(keeper.paths.applicationPasswordFile);
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

/** The way to a PostgreSQL of one's own, with one role for everything. @throws BacklotError `DATABASE_UNAVAILABLE` for what is no address of one */
export function connectForeign(url: string): Connection {
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
