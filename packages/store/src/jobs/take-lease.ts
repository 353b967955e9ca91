import { BacklotError } from '@backlot/film';
import type { Lease } from '@backlot/studio';
import type { Database } from '../postgres/database.ts';

/** Any number will do; it must never change. It keeps our advisory locks apart from others'. */
const LEASE_SEED = 721_602;

/**
 * The sole right to work on a take: an advisory lock on a connection of its own. PostgreSQL lets it go the moment the
 * owner's process dies, so nobody waits for a heartbeat to run out.
 */
export async function acquireLease(database: Database, takeId: string): Promise<Lease | undefined> {
  const client = await database.connect();
  const lost = new AbortController();
  client.once('end', () => {
    lost.abort(new BacklotError('DATABASE_UNAVAILABLE', `Take "${takeId}": the connection that guards it was lost`));
  });
  try {
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, $2)) as mine', [
      takeId,
      LEASE_SEED,
    ]);
    if (rows[0]?.mine !== true) {
      await client.end();
      return undefined;
    }
    const opened = await client.query(
      `insert into take_leases (take_id, is_open) values ($1, true)
       on conflict (take_id) do update
         set crashes = take_leases.crashes + case when take_leases.is_open then 1 else 0 end, is_open = true
       returning crashes`,
      [takeId],
    );
    return {
      lost: lost.signal,
      crashes: Number(opened.rows[0]?.crashes ?? 0),
      stepFinished: async () => {
        await client.query('update take_leases set crashes = 0 where take_id = $1', [takeId]);
      },
      release: async () => {
        await client.query('update take_leases set is_open = false where take_id = $1', [takeId]).catch(() => {});
        await client.end().catch(() => {});
      },
    };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Takes that have work left and no living owner. */
export async function findOrphans(database: Database): Promise<readonly string[]> {
  const { rows } = await database.execute(
    `select id from takes
      where state in ('requested', 'queued', 'running', 'inspecting', 'sealing')
        and not exists (
          select 1 from pg_locks
           where locktype = 'advisory' and objsubid = 1
             and database = (select oid from pg_database where datname = current_database())
             and ((classid::bigint << 32) | objid::bigint) = hashtextextended(takes.id, $1))
      order by id limit 1000`,
    [LEASE_SEED],
  );
  return rows.map((row) => String(Reflect.get(Object(row), 'id')));
}
