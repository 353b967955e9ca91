import type { SignInCondition, SignInModel, SignInTables } from '@backlot/studio';
import { and, asc, type Column, eq, getTableColumns, gt, gte, inArray, lt, lte, ne, type SQL } from 'drizzle-orm';
import type { Database } from '../postgres/database.ts';
import { accounts, credentials, sessions, verifications } from './crew-schema.ts';

const TABLES = { user: accounts, session: sessions, account: credentials, verification: verifications } as const;
const COMPARE = { eq, ne, lt, lte, gt, gte } as const;

/** The sign-in library's tables on PostgreSQL. */
export function createSignInTables({ read }: Pick<Database, 'read'>): SignInTables {
  return {
    create: (model, row) =>
      read(async (orm) => {
        const [created] = await orm
          .insert(tableOf(model))
          .values(row as never)
          .returning();
        if (!created) throw new Error(`Sign-in: a new ${model} was not written`);
        return created;
      }),
    find: (model, where, limit) =>
      read((orm) => {
        const table = tableOf(model);
        return orm.select().from(table).where(conditionOf(model, where)).orderBy(asc(table.createdAt)).limit(limit);
      }),
    update: (model, where, change) =>
      read((orm) =>
        orm
          .update(tableOf(model))
          .set(change as never)
          .where(conditionOf(model, where))
          .returning(),
      ),
    remove: (model, where) => read((orm) => orm.delete(tableOf(model)).where(conditionOf(model, where)).returning()),
  };
}

// All four have what is used of them here; which one it is, the library knows.
function tableOf(model: SignInModel): (typeof TABLES)['session'] {
  return TABLES[model] as unknown as (typeof TABLES)['session'];
}

/** A condition on nothing known, or none at all, would touch every row: our fault, and refused. */
function conditionOf(model: SignInModel, where: readonly SignInCondition[]): SQL {
  const columns: Readonly<Record<string, Column>> = getTableColumns(tableOf(model));
  const parts = where.map(({ field, operator, value }) => {
    const column = columns[field];
    if (!column) throw new Error(`Sign-in: ${model} has no field "${field}"`);
    return operator === 'in' ? inArray(column, value as unknown[]) : COMPARE[operator](column, value);
  });
  const condition = and(...parts);
  if (!condition) throw new Error(`Sign-in: ${model} was asked for without a condition`);
  return condition;
}
