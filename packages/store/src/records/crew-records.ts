import type { AccessKey, Account } from '@backlot/film';
import type { CrewReader, CrewWriter } from '@backlot/studio';
import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../postgres/database.ts';
import { accessKeys, accountPerformers, accounts, credentials, memberRoles, sessions } from './crew-schema.ts';

const MAX_KEYS = 1000;

/** The studio's people, to read. */
export function createCrewReader({ read }: Pick<Database, 'read'>): CrewReader {
  return {
    accounts: () => read((orm) => selectAccounts(orm)),
    account: (id) => read(async (orm) => (await selectAccounts(orm, eq(accounts.id, id)))[0]),
    keyByHash: (hash) => read(async (orm) => (await selectKeys(orm, [eq(accessKeys.secretHash, hash)]))[0]),
    key: (id) => read(async (orm) => (await selectKeys(orm, [eq(accessKeys.id, id)]))[0]),
    keys: ({ kind, production, account }) =>
      read((orm) =>
        selectKeys(orm, [
          ...(kind === undefined ? [] : [eq(accessKeys.kind, kind)]),
          ...(production === undefined ? [] : [eq(accessKeys.production, production)]),
          ...(account === undefined ? [] : [eq(accessKeys.account, account)]),
        ]),
      ),
    noteUse: async (id, at) => {
      await read((orm) =>
        orm
          .update(accessKeys)
          .set({ lastUsedAt: new Date(at) })
          .where(eq(accessKeys.id, id)),
      );
    },
  };
}

/** The studio's people on one transaction's connection. */
export function createCrewWriter(orm: NodePgDatabase): CrewWriter {
  return {
    addAccount: (account, passwordHash) => addAccount(orm, account, passwordHash),
    removeAccount: async (id, at) => {
      // A name that records speak of stays; whatever lets somebody in goes, and the address may be used again.
      const left = { email: `removed-${id}`, isOwner: false, removedAt: new Date(at), updatedAt: new Date(at) };
      await orm.update(accounts).set(left).where(eq(accounts.id, id));
      await orm.delete(sessions).where(eq(sessions.userId, id));
      await orm.delete(credentials).where(eq(credentials.userId, id));
      await orm.delete(memberRoles).where(eq(memberRoles.account, id));
      await orm.delete(accountPerformers).where(eq(accountPerformers.account, id));
      const open = and(eq(accessKeys.account, id), isNull(accessKeys.revokedAt));
      await orm
        .update(accessKeys)
        .set({ revokedAt: new Date(at) })
        .where(open);
    },
    giveRole: async (account, grant) => {
      await orm
        .insert(memberRoles)
        .values({ account, ...grant })
        .onConflictDoNothing();
    },
    takeRole: async (account, { production, role }) => {
      const held = [
        eq(memberRoles.account, account),
        eq(memberRoles.production, production),
        eq(memberRoles.role, role),
      ];
      await orm.delete(memberRoles).where(and(...held));
    },
    addKey: async (key, secretHash) => {
      const { purpose } = key;
      await orm.insert(accessKeys).values({
        ...key,
        secretHash,
        kind: purpose.kind,
        production: productionOf(purpose),
        account: purpose.kind === 'token' ? purpose.account : null,
        createdAt: new Date(key.createdAt),
        expiresAt: new Date(key.expiresAt),
        revokedAt: null,
        usedAt: null,
        lastUsedAt: null,
      });
    },
    lockKey: async (hash) => {
      const rows = await orm.select().from(accessKeys).where(eq(accessKeys.secretHash, hash)).for('update');
      return rows.map(toKey)[0];
    },
    changeKey: async (id, { usedAt, revokedAt }) => {
      const change = {
        ...(usedAt === undefined ? {} : { usedAt: new Date(usedAt) }),
        ...(revokedAt === undefined ? {} : { revokedAt: new Date(revokedAt) }),
      };
      await orm.update(accessKeys).set(change).where(eq(accessKeys.id, id));
    },
  };
}

async function addAccount(orm: NodePgDatabase, account: Account, passwordHash: string): Promise<boolean> {
  const { id, name, email, isOwner, roles, performers } = account;
  const createdAt = new Date(account.createdAt);
  const times = { createdAt, updatedAt: createdAt };
  const row = { id, name, email, emailVerified: false, isOwner, ...times };
  const added = await orm.insert(accounts).values(row).onConflictDoNothing().returning({ id: accounts.id });
  if (added.length === 0) return false;
  const credential = { id, userId: id, accountId: id, providerId: 'credential', password: passwordHash, ...times };
  await orm.insert(credentials).values(credential);
  if (roles.length > 0) await orm.insert(memberRoles).values(roles.map((grant) => ({ account: id, ...grant })));
  const spokenFor = performers.map((performer) => ({ account: id, performer }));
  if (spokenFor.length > 0) await orm.insert(accountPerformers).values(spokenFor);
  return true;
}

async function selectAccounts(orm: NodePgDatabase, condition?: SQL): Promise<Account[]> {
  const rows = await orm
    .select()
    .from(accounts)
    .where(and(isNull(accounts.removedAt), condition))
    .orderBy(accounts.id);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const [roles, performers] = await Promise.all([
    orm.select().from(memberRoles).where(inArray(memberRoles.account, ids)),
    orm.select().from(accountPerformers).where(inArray(accountPerformers.account, ids)),
  ]);
  return rows.map(({ id, name, email, isOwner, createdAt }) => ({
    id,
    name,
    email,
    isOwner,
    createdAt: createdAt.toISOString(),
    roles: roles.flatMap(({ account, ...grant }) => (account === id ? [grant] : [])),
    performers: performers.flatMap(({ account, performer }) => (account === id ? [performer] : [])),
  }));
}

async function selectKeys(orm: NodePgDatabase, conditions: readonly SQL[]): Promise<AccessKey[]> {
  const where = and(...conditions);
  const rows = await orm.select().from(accessKeys).where(where).orderBy(desc(accessKeys.id)).limit(MAX_KEYS);
  return rows.map(toKey);
}

function toKey(row: typeof accessKeys.$inferSelect): AccessKey {
  const { id, purpose, label, createdBy, revokedAt, usedAt, lastUsedAt } = row;
  return {
    id,
    purpose,
    label,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(revokedAt ? { revokedAt: revokedAt.toISOString() } : {}),
    ...(usedAt ? { usedAt: usedAt.toISOString() } : {}),
    ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
  };
}

/** Under which production a key is listed; an invitation to several is the whole studio's. */
function productionOf(purpose: AccessKey['purpose']): string | null {
  if ('production' in purpose) return purpose.production;
  const productions = purpose.kind === 'invitation' ? new Set(purpose.roles.map((grant) => grant.production)) : [];
  const [only, ...others] = productions;
  return only === undefined || others.length > 0 ? null : only;
}
