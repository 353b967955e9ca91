import type { SignInCondition, SignInModel, SignInRow, SignInTables } from '@backlot/studio';
import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import { hashSecret } from './secrets.ts';

const ALL = 1000;
const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in']);

/**
 * better-auth on the studio's own tables. A session's token is kept as its hash: what comes out of the database lets
 * nobody in. The library hands us the token to look for and gets it back in the answer.
 */
export function createSignInAdapter(tables: SignInTables): ReturnType<typeof createAdapterFactory> {
  const find = async (model: string, where: CleanedWhere[], limit: number) => {
    const rows = await tables.find(model as SignInModel, toConditions(model, where), limit);
    return rows.map((row) => withToken(model, row, where));
  };
  const update = async (model: string, where: CleanedWhere[], change: SignInRow) => {
    const rows = await tables.update(model as SignInModel, toConditions(model, where), withHash(model, change));
    return rows.map((row) => withToken(model, row, where));
  };
  const remove = async (model: string, where: CleanedWhere[]) =>
    (await tables.remove(model as SignInModel, toConditions(model, where))).length;
  return createAdapterFactory({
    config: { adapterId: 'backlot', supportsJSON: false, supportsDates: true, supportsBooleans: true },
    // The library leaves the shape of rows to its caller; they are what the tables gave.
    adapter: () => ({
      create: async ({ model, data }) => {
        await tables.create(model as SignInModel, withHash(model, data));
        return data;
      },
      findOne: async ({ model, where }) => ((await find(model, where, 1))[0] ?? null) as never,
      findMany: async ({ model, where = [], limit }) => (await find(model, where, limit)) as never,
      update: async ({ model, where, update: change }) =>
        ((await update(model, where, change as SignInRow))[0] ?? null) as never,
      updateMany: async ({ model, where, update: change }) => (await update(model, where, change)).length,
      delete: async ({ model, where }) => {
        await remove(model, where);
      },
      deleteMany: ({ model, where }) => remove(model, where),
      count: async ({ model, where = [] }) => (await find(model, where, ALL)).length,
    }),
  });
}

function toConditions(model: string, where: readonly CleanedWhere[]): SignInCondition[] {
  return where.map(({ field, operator, value, connector }) => {
    if (operator === undefined || !OPERATORS.has(operator) || connector === 'OR')
      throw new Error(`Sign-in: ${operator} ${connector} of ${model}`);
    const isToken = model === 'session' && field === 'token' && typeof value === 'string';
    return { field, operator: operator as SignInCondition['operator'], value: isToken ? hashSecret(value) : value };
  });
}

function withHash(model: string, row: SignInRow): SignInRow {
  if (model !== 'session' || typeof row.token !== 'string') return row;
  return { ...row, token: hashSecret(row.token) };
}

function withToken(model: string, row: SignInRow, where: readonly CleanedWhere[]): SignInRow {
  const asked = where.find(({ field, value }) => field === 'token' && typeof value === 'string')?.value;
  return model === 'session' && asked !== undefined ? { ...row, token: asked } : row;
}
