import type { RightsReader, RightsWriter } from '@backlot/studio';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../postgres/database.ts';
import { consents, licences, modelCards, performerReferences, performers, takeRights, works } from './schema.ts';

type RegisterTable = typeof performers | typeof consents | typeof licences | typeof modelCards | typeof works;

/** The registers of rights, to read. */
export function createRightsReader({ read }: Pick<Database, 'read'>): RightsReader {
  const register = <Table extends RegisterTable>(table: Table) => ({
    list: (production: string) => read((orm) => selectRecords(orm, table, eq(table.production, production))),
    byIds: (ids: readonly string[]) => read((orm) => selectRecords(orm, table, inArray(table.id, [...ids]))),
  });
  return {
    performers: register(performers),
    consents: {
      ...register(consents),
      ofPerformers: (ids) => read((orm) => selectRecords(orm, consents, inArray(consents.performer, [...ids]))),
    },
    licences: register(licences),
    models: register(modelCards),
    works: {
      ...register(works),
      likenessesOf: (ids) =>
        read((orm) =>
          orm
            .select({ work: works.id, likeness: works.likeness })
            .from(works)
            .where(inArray(works.id, [...ids])),
        ),
    },
    takesOn: ({ kind, ref }) =>
      read(async (orm) => {
        const rows = await orm
          .select({ takeId: takeRights.takeId })
          .from(takeRights)
          .where(and(eq(takeRights.kind, kind), eq(takeRights.ref, ref)))
          .orderBy(desc(takeRights.takeId));
        return rows.map((row) => row.takeId);
      }),
    notedOn: (takeIds) =>
      read((orm) =>
        orm
          .selectDistinct({ kind: takeRights.kind, ref: takeRights.ref })
          .from(takeRights)
          .where(inArray(takeRights.takeId, [...takeIds])),
      ),
    references: {
      ofPerformers: (ids) =>
        read(async (orm) => {
          const rows = await orm
            .select()
            .from(performerReferences)
            .where(inArray(performerReferences.performer, [...ids]))
            .orderBy(asc(performerReferences.id));
          return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
        }),
    },
  };
}

/** The registers of rights on one transaction's connection. */
export function createRightsWriter(orm: NodePgDatabase, onChange: (production: string) => void): RightsWriter {
  return {
    performers: {
      put: async (record) => {
        const row = { id: record.id, production: record.production, record };
        await orm.insert(performers).values(row).onConflictDoUpdate({ target: performers.id, set: { record } });
        onChange(record.production);
      },
      lock: async (id) => (await orm.select().from(performers).where(eq(performers.id, id)).for('update'))[0]?.record,
    },
    consents: {
      put: async (record) => {
        const { id, production, performer } = record;
        const row = { id, production, performer, record };
        await orm.insert(consents).values(row).onConflictDoUpdate({ target: consents.id, set: { record } });
        onChange(record.production);
      },
      lock: async (id) => (await orm.select().from(consents).where(eq(consents.id, id)).for('update'))[0]?.record,
      hold: (ids) => holdRecords(orm, consents, inArray(consents.performer, [...ids])),
    },
    licences: {
      put: async (record) => {
        const row = { id: record.id, production: record.production, record };
        await orm.insert(licences).values(row).onConflictDoUpdate({ target: licences.id, set: { record } });
        onChange(record.production);
      },
      lock: async (id) => (await orm.select().from(licences).where(eq(licences.id, id)).for('update'))[0]?.record,
      hold: (ids) => holdRecords(orm, licences, inArray(licences.id, [...ids])),
    },
    models: {
      put: async (record) => {
        const row = { id: record.id, production: record.production, record };
        await orm.insert(modelCards).values(row).onConflictDoUpdate({ target: modelCards.id, set: { record } });
        onChange(record.production);
      },
      lock: async (id) => (await orm.select().from(modelCards).where(eq(modelCards.id, id)).for('update'))[0]?.record,
    },
    works: {
      put: async (record, likeness) => {
        const { id, production } = record;
        // Whoever puts a work on file gives its likeness; who changes one may leave it out.
        const set = { record, ...(likeness === undefined ? {} : { likeness }) };
        await orm
          .insert(works)
          .values({ id, production, record, likeness: likeness ?? {} })
          .onConflictDoUpdate({ target: works.id, set });
        onChange(production);
      },
      lock: async (id) => (await orm.select().from(works).where(eq(works.id, id)).for('update'))[0]?.record,
    },
    references: {
      add: async (reference) => {
        await orm.insert(performerReferences).values({ ...reference, createdAt: new Date(reference.createdAt) });
      },
    },
    noteRights: async (takeId, rights) => {
      if (rights.length === 0) return;
      const rows = rights.map((right) => ({ ...right, takeId }));
      await orm.insert(takeRights).values(rows).onConflictDoNothing();
    },
  };
}

/** In the order of their ids, so that two who hold and lock the same ones do not wait for each other. */
async function holdRecords<Table extends typeof consents | typeof licences>(
  orm: NodePgDatabase,
  table: Table,
  condition: ReturnType<typeof eq>,
): Promise<Table['$inferSelect']['record'][]> {
  const rows = await orm
    .select({ record: table.record })
    .from(table as typeof consents | typeof licences)
    .where(condition)
    .orderBy(asc(table.id))
    .for('share');
  return rows.map((row) => row.record as Table['$inferSelect']['record']);
}

async function selectRecords<Table extends RegisterTable>(
  orm: NodePgDatabase,
  table: Table,
  condition: ReturnType<typeof eq>,
): Promise<Table['$inferSelect']['record'][]> {
  const rows = await orm
    .select({ record: table.record })
    .from(table as RegisterTable)
    .where(condition)
    .orderBy(asc(table.id));
  return rows.map((row) => row.record as Table['$inferSelect']['record']);
}
