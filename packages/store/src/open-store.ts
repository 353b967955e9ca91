import { join, resolve } from 'node:path';
import type { CheckpointStore, Events, FileStore, JobQueue, Records, SignInTables } from '@backlot/studio';
import { openCheckpointFile } from './checkpoints/checkpoint-file.ts';
import { createDatabaseCheckpoints } from './checkpoints/database-checkpoints.ts';
import { openDatabaseEvents } from './events/database-events.ts';
import { openDiskFileStore } from './files/disk-file-store.ts';
import { prepareBoss } from './jobs/boss.ts';
import { createDatabaseQueue } from './jobs/database-queue.ts';
import { connectEmbedded, connectForeign, openMigrated } from './postgres/connection.ts';
import { createDatabaseRecords } from './records/database-records.ts';
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

/**
 * Opens a home: its files, its PostgreSQL (started unless it runs), its tables brought up to date.
 * @throws BacklotError `FOLDER_READ_ONLY`, `DISK_FULL`, `DATABASE_UNAVAILABLE`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const home = resolve(options.home);
  const log = options.log ?? (() => {});
  const files = await openDiskFileStore(home);
  const connection = options.databaseUrl ? connectForeign(options.databaseUrl) : await connectEmbedded(home, log);
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
