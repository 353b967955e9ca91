import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isConflict, isConnectionLost, mapDatabaseError } from './map-database-error.ts';

/** A pool that rides out a restart of PostgreSQL. */
export interface Database {
  /** Reads, with another try while the database is away. @throws BacklotError `DATABASE_UNAVAILABLE` */
  readonly read: <T>(query: (database: NodePgDatabase) => Promise<T>) => Promise<T>;
  /**
   * Runs `work` in a transaction; all of it is done again when the database went away before the commit was sent, or
   * broke it off for the sake of another transaction.
   * @throws BacklotError `DATABASE_UNAVAILABLE`: nothing was written, or (lost at the very commit) nobody knows
   */
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /** A connection outside the pool, which the caller ends. */
  readonly connect: () => Promise<pg.Client>;
  readonly execute: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  readonly close: () => Promise<void>;
}

/** Both faces of one transaction's connection. */
interface Transaction {
  readonly orm: NodePgDatabase;
  readonly execute: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
}

const POOL_SIZE = 10;
const PAUSE_MS = 100;
/** A deadlock of two ends with the second try; five are enough for a dozen that meet at once. */
const MOST_TRIES = 5;
const MOST_JITTER_MS = 50;

/** Opens a pool on the database; `patienceMs` is how long one call waits for a database that is away. */
export function openDatabase(config: pg.ClientConfig, patienceMs: number): Database {
  const settings: pg.ClientConfig = { ...config, keepAlive: true, application_name: 'backlot' };
  const pool = new pg.Pool({ ...settings, max: POOL_SIZE, idleTimeoutMillis: 30_000, allowExitOnIdle: true });
  pool.on('error', () => {
    // An idle connection broke; the pool has dropped it and the next call makes another.
  });
  const orm = drizzle(pool);
  const patiently = async <T>(attempt: () => Promise<T>): Promise<T> => {
    const deadlineMs = performance.now() + patienceMs;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isConnectionLost(error) || performance.now() > deadlineMs) throw mapDatabaseError(error);
        await sleep(PAUSE_MS);
      }
    }
  };
  return {
    read: (query) => patiently(() => query(orm)),
    transaction: (work) => patiently(() => settleConflicts(() => runTransaction(pool, work))),
    connect: () => patiently(() => connectClient(settings)),
    execute: (text, values) => patiently(() => pool.query(text, values)),
    close: () => pool.end(),
  };
}

async function connectClient(settings: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(settings);
  // A broken connection also rejects the query under way, or is noticed by its 'end'.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function settleConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error) || tries === MOST_TRIES) throw error;
      await sleep(tries * MOST_JITTER_MS * Math.random());
    }
  }
}

async function runTransaction<T>(pool: pg.Pool, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  const noteBreak = () => {
    isBroken = true;
  };
  client.on('error', noteBreak);
  try {
    await client.query('begin');
    const result = await work({ orm: drizzle(client), execute: (text, values) => client.query(text, values) });
    await commit(client);
    return result;
  } catch (error) {
    if (!isBroken) await client.query('rollback').catch(noteBreak);
    throw error;
  } finally {
    client.off('error', noteBreak);
    client.release(isBroken);
  }
}

/** A commit whose answer is lost may have happened: it must not be tried again, so its error is no lost connection. */
async function commit(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('commit');
  } catch (error) {
    // That one is certain: nothing was written.
    if (isConflict(error)) throw error;
    throw mapDatabaseError(error);
  }
}
