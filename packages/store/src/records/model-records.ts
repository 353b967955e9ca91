import type { BackEnd, ModelCall } from '@backlot/film';
import type { ModelsReader, ModelsWriter } from '@backlot/studio';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../postgres/database.ts';
import { backEnds, modelCalls, productions } from './schema.ts';
import { OPEN_STATES, selectAccounts, selectCalls, selectLastCalls } from './select-calls.ts';

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
      ofProduction: (production, most) =>
        read((orm) => selectLastCalls(orm, eq(modelCalls.production, production), most)),
      finishedOf: (card, most) =>
        read((orm) =>
          selectLastCalls(
            orm,
            and(eq(modelCalls.card, card), eq(modelCalls.state, 'finished'), isNull(modelCalls.reuses)),
            most,
          ),
        ),
      accounts: (production) => read((orm) => selectAccounts(orm, production)),
      get: async (id) => (await read((orm) => selectCalls(orm, eq(modelCalls.id, id))))[0],
      open: () => read((orm) => selectCalls(orm, inArray(modelCalls.state, OPEN_STATES))),
    },
  };
}

/** Who is told what was written. */
export interface ModelsListener {
  readonly backEnd: (production: string) => void;
  readonly call: (call: ModelCall) => void;
}

/** Back ends and calls on one transaction's connection. */
export function createModelsWriter(orm: NodePgDatabase, onChange: ModelsListener): ModelsWriter {
  return {
    backEnds: {
      put: async (record, sealedKey) => {
        const { id, production } = record;
        const change = { record, ...(sealedKey ? { sealedKey } : {}) };
        await orm
          .insert(backEnds)
          .values({ id, production, ...change })
          .onConflictDoUpdate({ target: backEnds.id, set: change });
        onChange.backEnd(production);
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
        onChange.backEnd(record.production);
      },
    },
    calls: {
      put: async (record) => {
        const { id, take, production, name, state } = record;
        await orm
          .insert(modelCalls)
          .values({ id, takeId: take ?? null, production, name, state, record })
          .onConflictDoUpdate({ target: modelCalls.id, set: { state, record } });
        onChange.call(record);
      },
      lock: async (id) => (await orm.select().from(modelCalls).where(eq(modelCalls.id, id)).for('update'))[0]?.record,
      openAt: async ({ id, production }) => {
        const open = await selectCalls(
          orm,
          and(eq(modelCalls.production, production), inArray(modelCalls.state, OPEN_STATES)),
        );
        return open.filter((call) => call.backEnd === id);
      },
    },
    holdSpend: async (production) => {
      // Whoever adds a call holds this row first.
      const [row] = await orm
        .select({ terms: productions.models })
        .from(productions)
        .where(eq(productions.slug, production))
        .for('update');
      return row && { terms: row.terms, accounts: await selectAccounts(orm, production) };
    },
  };
}

function isThere({ removedAt }: BackEnd): boolean {
  return removedAt === undefined;
}
