import type { BackEnd } from '@backlot/film';
import type { ModelsReader, ModelsWriter } from '@backlot/studio';
import { asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../postgres/database.ts';
import { backEnds, modelCalls, productions } from './schema.ts';

/** Back ends and calls, to read. */
export function createModelsReader({ read }: Pick<Database, 'read'>): ModelsReader {
  const listBackEnds = (production: string) =>
    read(async (orm) => {
      const rows = await orm
        .select({ record: backEnds.record })
        .from(backEnds)
        .where(eq(backEnds.production, production))
        .orderBy(asc(backEnds.id));
      return rows.map((row) => row.record);
    });
  return {
    backEnds: {
      list: async (production) => (await listBackEnds(production)).filter(isThere),
      get: (id) =>
        read(async (orm) => {
          const rows = await orm.select({ record: backEnds.record }).from(backEnds).where(eq(backEnds.id, id));
          return rows.map((row) => row.record).find(isThere);
        }),
      removed: async (production) => (await listBackEnds(production)).filter((each) => !isThere(each)),
      sealedKey: (id) =>
        read(async (orm) => {
          const [row] = await orm.select({ sealedKey: backEnds.sealedKey }).from(backEnds).where(eq(backEnds.id, id));
          return row?.sealedKey ?? undefined;
        }),
    },
    calls: {
      ofTake: (takeId) => read((orm) => selectCalls(orm, eq(modelCalls.takeId, takeId))),
      ofProduction: (production) => read((orm) => selectCalls(orm, eq(modelCalls.production, production))),
      get: async (id) => (await read((orm) => selectCalls(orm, eq(modelCalls.id, id))))[0],
      open: () => read((orm) => selectCalls(orm, inArray(modelCalls.state, ['starting', 'running', 'collecting']))),
    },
  };
}

/** Back ends and calls on one transaction's connection. */
export function createModelsWriter(orm: NodePgDatabase, onChange: (production: string) => void): ModelsWriter {
  return {
    backEnds: {
      put: async (record, sealedKey) => {
        const { id, production } = record;
        const change = { record, ...(sealedKey ? { sealedKey } : {}) };
        await orm
          .insert(backEnds)
          .values({ id, production, ...change })
          .onConflictDoUpdate({ target: backEnds.id, set: change });
        onChange(production);
      },
      lock: async (id) => {
        const rows = await orm
          .select({ record: backEnds.record })
          .from(backEnds)
          .where(eq(backEnds.id, id))
          .for('update');
        return rows.map((row) => row.record).find(isThere);
      },
      remove: async (record) => {
        await orm.update(backEnds).set({ record, sealedKey: null }).where(eq(backEnds.id, record.id));
        onChange(record.production);
      },
    },
    calls: {
      put: async (record) => {
        const { id, take, production, name, state } = record;
        await orm
          .insert(modelCalls)
          .values({ id, takeId: take ?? null, production, name, state, record })
          .onConflictDoUpdate({ target: modelCalls.id, set: { state, record } });
        onChange(production);
      },
      lock: async (id) => (await orm.select().from(modelCalls).where(eq(modelCalls.id, id)).for('update'))[0]?.record,
    },
    holdSpend: async (production) => {
      // Whoever adds a call holds this row first.
      const [row] = await orm
        .select({ terms: productions.models })
        .from(productions)
        .where(eq(productions.slug, production))
        .for('update');
      return row && { terms: row.terms, calls: await selectCalls(orm, eq(modelCalls.production, production)) };
    },
  };
}

function isThere({ removedAt }: BackEnd): boolean {
  return removedAt === undefined;
}

async function selectCalls(orm: NodePgDatabase, condition: SQL) {
  const rows = await orm.select({ record: modelCalls.record }).from(modelCalls).where(condition);
  return rows
    .map((row) => row.record)
    .sort((a, b) => (a.startedAt === b.startedAt ? compare(a.name, b.name) : compare(a.startedAt, b.startedAt)));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
