import type { JobKind } from '@backlot/studio';
import { PgBoss } from 'pg-boss';
import { QUEUE_SCHEMA } from '../postgres/application-role.ts';
import type { Database } from '../postgres/database.ts';

export const QUEUE: JobKind = 'takes';
const DAY_S = 24 * 60 * 60;

/** Puts a take in the queue as part of the transaction that `execute` belongs to; nothing happens when it waits there already. */
export type Enqueue = (takeId: string, execute: Database['execute']) => Promise<void>;

/** pg-boss on our own pool, started when it is first needed. */
export interface Boss {
  readonly get: () => Promise<PgBoss>;
  readonly enqueue: Enqueue;
  readonly close: () => Promise<void>;
}

/** Prepares the queue; most commands never need it. `createSchema` where nobody has made its schema beforehand. */
export function prepareBoss(
  database: Database,
  log: (message: string, error?: unknown) => void,
  { createSchema }: { readonly createSchema: boolean },
): Boss {
  let started: Promise<PgBoss> | undefined;
  const get = () => {
    started ??= start(database, log, createSchema).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
  return {
    get,
    enqueue: async (takeId, execute) => {
      const boss = await get();
      await boss.send(QUEUE, { takeId }, { singletonKey: takeId, db: asBossDatabase(execute) });
    },
    close: async () => {
      const boss = await started?.catch(() => undefined);
      await boss?.stop({ graceful: false, close: false });
    },
  };
}

async function start(
  database: Database,
  log: (message: string, error?: unknown) => void,
  createSchema: boolean,
): Promise<PgBoss> {
  const db = asBossDatabase(database.execute);
  const boss = new PgBoss({ db, schema: QUEUE_SCHEMA, createSchema, schedule: false, flowIntervalSeconds: 1 });
  boss.on('error', (error) => log('Job queue', error));
  await boss.start();
  await boss.createQueue(QUEUE, {
    // One waiting job for a take is enough; the lease keeps two workers apart.
    policy: 'short',
    retryLimit: 1000,
    retryDelay: 1,
    heartbeatSeconds: 30,
    expireInSeconds: DAY_S - 1,
    deleteAfterSeconds: DAY_S,
  });
  return boss;
}

function asBossDatabase(execute: Database['execute']) {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const { rows } = await execute(text, values);
      // pg-boss types its rows loosely; they are what PostgreSQL gave.
      return { rows: rows as never[] };
    },
  };
}
