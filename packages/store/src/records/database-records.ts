import type { Records } from '@backlot/studio';
import { notify } from '../events/database-events.ts';
import type { Enqueue } from '../jobs/boss.ts';
import type { Database } from '../postgres/database.ts';
import { createReaders } from './read-records.ts';
import { createWriter } from './write-records.ts';

/** The studio's records on PostgreSQL. */
export function createDatabaseRecords(database: Database, enqueue: Enqueue): Records {
  return {
    ...createReaders(database),
    transaction: (work) =>
      database.transaction(async ({ orm, execute }) => {
        const { writer, events } = createWriter(orm, (takeId) => enqueue(takeId, execute));
        const result = await work(writer);
        for (const event of events()) await notify(execute, event);
        return result;
      }),
  };
}
