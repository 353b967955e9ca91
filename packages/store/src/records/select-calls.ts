import type { ModelCall, ModelCallState } from '@backlot/film';
import type { ShotAccount } from '@backlot/studio';
import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { modelCalls } from './schema.ts';

/** Of calls that have not ended. */
export const OPEN_STATES: ModelCallState[] = ['starting', 'running', 'collecting'];

/** Calls, oldest first. */
export async function selectCalls(orm: NodePgDatabase, condition: SQL | undefined): Promise<ModelCall[]> {
  const rows = await orm.select({ record: modelCalls.record }).from(modelCalls).where(condition);
  return oldestFirst(rows);
}

/** The last `most` of them, oldest first; absent: all. */
export async function selectLastCalls(
  orm: NodePgDatabase,
  condition: SQL | undefined,
  most?: number,
): Promise<ModelCall[]> {
  if (most === undefined) return selectCalls(orm, condition);
  const newestFirst = orm
    .select({ record: modelCalls.record })
    .from(modelCalls)
    .where(condition)
    .orderBy(desc(sql`${modelCalls.record} ->> 'startedAt'`), desc(modelCalls.name));
  return oldestFirst(await newestFirst.limit(most));
}

/** What the calls of a production count for by shot, summed where they lie. */
export async function selectAccounts(orm: NodePgDatabase, production: string): Promise<ShotAccount[]> {
  const { shot, state, reuses, costUsdMicros, spentUsdMicros } = modelCalls;
  const isUncertain = sql`${state} <> 'finished' and ${costUsdMicros} is null`;
  const rows = await orm
    .select({
      shot,
      spentUsdMicros: sql`sum(${spentUsdMicros})`.mapWith(Number),
      uncertainUsdMicros: sql`coalesce(sum(${spentUsdMicros}) filter (where ${isUncertain}), 0)`.mapWith(Number),
      callCount: sql`count(*) filter (where ${reuses} is null)`.mapWith(Number),
    })
    .from(modelCalls)
    .where(eq(modelCalls.production, production))
    .groupBy(shot)
    .orderBy(asc(shot));
  return rows.map(({ shot: code, ...sums }) => (code === null ? sums : { shot: code, ...sums }));
}

function oldestFirst(rows: readonly { readonly record: ModelCall }[]): ModelCall[] {
  return rows
    .map(({ record }) => record)
    .sort((a, b) => (a.startedAt === b.startedAt ? compare(a.name, b.name) : compare(a.startedAt, b.startedAt)));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
