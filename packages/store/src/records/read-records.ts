import type { Approval } from '@backlot/film';
import { hashUse, type LedgerEntry, type Records, type TakeFilter, type TakeRecord } from '@backlot/studio';
import { and, asc, count, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../postgres/database.ts';
import { createCrewReader } from './crew-records.ts';
import { createModelsReader } from './model-records.ts';
import { createRightsReader } from './rights-records.ts';
import { toApproval, toProduction, toReview, toTake } from './rows.ts';
import {
  approvals,
  fileUses,
  ledgerEntries,
  ledgerHead,
  productions,
  reviews,
  shots,
  takeProgress,
  takes,
} from './schema.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** All of `Records` that reads. */
export function createReaders(database: Database): Omit<Records, 'transaction'> {
  const { read } = database;
  return {
    rights: createRightsReader(database),
    models: createModelsReader(database),
    crew: createCrewReader(database),
    takes: {
      get: (id) => read(async (orm) => (await selectTakes(orm, [eq(takes.id, id)], 1))[0]),
      stateOf: (id) =>
        read(async (orm) => (await orm.select({ state: takes.state }).from(takes).where(eq(takes.id, id)))[0]?.state),
      list: (filter) =>
        read((orm) => selectTakes(orm, conditionsOf(filter), Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT))),
      findByRecipe: (recipeHash) => read((orm) => selectTakes(orm, [eq(takes.recipeHash, recipeHash)], DEFAULT_LIMIT)),
      findByMark: (mark) => read((orm) => selectTakes(orm, [sql`${takes.seal} ->> 'mark' = ${mark}`], DEFAULT_LIMIT)),
      findByFile: (sha256) => read((orm) => selectTakesWithFile(orm, sha256)),
      putProgress: async (takeId, progress) => {
        await read((orm) =>
          orm
            .insert(takeProgress)
            .values({ takeId, progress })
            .onConflictDoUpdate({ target: takeProgress.takeId, set: { progress } }),
        );
      },
    },
    productions: {
      list: () =>
        read(async (orm) => (await orm.select().from(productions).orderBy(productions.slug)).map(toProduction)),
      get: (slug) =>
        read(
          async (orm) => (await orm.select().from(productions).where(eq(productions.slug, slug))).map(toProduction)[0],
        ),
      shots: (slug) =>
        read(async (orm) => {
          const rows = await orm.select().from(shots).where(eq(shots.production, slug)).orderBy(shots.code);
          return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
        }),
    },
    reviews: {
      list: (takeId) =>
        read(async (orm) => {
          const rows = await orm.select().from(reviews).where(eq(reviews.takeId, takeId)).orderBy(reviews.id);
          return rows.map(toReview);
        }),
    },
    approvals: { of: (useHash) => read((orm) => selectApprovals(orm, [useHash])) },
    ledger: {
      head: () =>
        read(async (orm) => {
          const [row] = await orm.select().from(ledgerHead);
          return row?.hash && row.index !== null ? { index: row.index, hash: row.hash } : undefined;
        }),
      read: (fromIndex, limit) =>
        read((orm) =>
          orm
            .select()
            .from(ledgerEntries)
            .where(gte(ledgerEntries.index, fromIndex))
            .orderBy(asc(ledgerEntries.index))
            .limit(limit),
        ),
      about: (subject): Promise<LedgerEntry[]> =>
        read((orm) =>
          orm.select().from(ledgerEntries).where(eq(ledgerEntries.subject, subject)).orderBy(asc(ledgerEntries.index)),
        ),
    },
  };
}

/** Takes that meet all conditions, newest first, with what belongs to them. */
export async function selectTakes(
  orm: NodePgDatabase,
  conditions: readonly SQL[],
  limit: number,
): Promise<TakeRecord[]> {
  const rows = await orm
    .select({ take: takes, progress: takeProgress.progress })
    .from(takes)
    .leftJoin(takeProgress, eq(takeProgress.takeId, takes.id))
    .where(and(...conditions))
    .orderBy(desc(takes.id))
    .limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.take.id);
  const given = await selectApprovals(orm, [...new Set(rows.map((row) => hashUse(row.take)))]);
  const counts = await orm
    .select({ takeId: reviews.takeId, count: count() })
    .from(reviews)
    .where(inArray(reviews.takeId, ids))
    .groupBy(reviews.takeId);
  const countOf = new Map(counts.map((row) => [row.takeId, row.count]));
  return rows.map(({ take, progress }) =>
    toTake(take, {
      approvals: given.filter((approval) => approval.useHash === hashUse(take)),
      reviewCount: countOf.get(take.id) ?? 0,
      progress: progress ?? undefined,
    }),
  );
}

async function selectTakesWithFile(orm: NodePgDatabase, sha256: string): Promise<TakeRecord[]> {
  const uses = orm.select({ takeId: fileUses.takeId }).from(fileUses).where(eq(fileUses.sha256, sha256));
  return selectTakes(orm, [inArray(takes.id, uses)], DEFAULT_LIMIT);
}

async function selectApprovals(orm: NodePgDatabase, useHashes: readonly string[]): Promise<Approval[]> {
  const rows = await orm
    .select()
    .from(approvals)
    .where(inArray(approvals.useHash, [...useHashes]))
    .orderBy(approvals.id);
  return rows.map(toApproval);
}

function conditionsOf({ production, shot, states, before }: TakeFilter): SQL[] {
  return [
    ...(production === undefined ? [] : [eq(takes.production, production)]),
    ...(shot === undefined ? [] : [eq(takes.shot, shot)]),
    ...(states === undefined ? [] : [inArray(takes.state, [...states])]),
    ...(before === undefined ? [] : [lt(takes.id, before)]),
  ];
}
