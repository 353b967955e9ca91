import type { AccessKey, Account } from '@backlot/film';
import type { CrewReader, CrewWriter } from '../ports/crew.ts';

/** What a studio without a database remembers of its people. */
export interface CrewMemory {
  readonly accounts: Map<string, Account>;
  readonly keys: Map<string, { readonly key: AccessKey; readonly secretHash: string }>;
}

/** Nobody yet. */
export function createCrewMemory(): CrewMemory {
  return { accounts: new Map(), keys: new Map() };
}

/** Reads what is remembered when it is asked. */
export function readCrew(memory: () => CrewMemory): CrewReader {
  const keys = () => [...memory().keys.values()];
  return {
    accounts: async () => [...memory().accounts.values()],
    account: async (id) => memory().accounts.get(id),
    keyByHash: async (hash) => keys().find((each) => each.secretHash === hash)?.key,
    key: async (id) => memory().keys.get(id)?.key,
    keys: async ({ kind, production, account }) =>
      keys()
        .map((each) => each.key)
        .filter(({ purpose }) => kind === undefined || purpose.kind === kind)
        .filter(({ purpose }) => production === undefined || productionOf(purpose) === production)
        .filter(({ purpose }) => account === undefined || (purpose.kind === 'token' && purpose.account === account))
        .reverse(),
    noteUse: async (id, lastUsedAt) => {
      const held = memory().keys.get(id);
      if (held) memory().keys.set(id, { ...held, key: { ...held.key, lastUsedAt } });
    },
  };
}

/** Writes into a memory that the transaction puts back when it fails. */
export function writeCrew({ accounts, keys }: CrewMemory): CrewWriter {
  const change = (id: string, roles: (held: Account) => Account['roles']) => {
    const account = accounts.get(id);
    if (account) accounts.set(id, { ...account, roles: roles(account) });
  };
  return {
    addAccount: async (account) => {
      if ([...accounts.values()].some((each) => each.email === account.email)) return false;
      accounts.set(account.id, account);
      return true;
    },
    removeAccount: async (id, revokedAt) => {
      accounts.delete(id);
      for (const [keyId, held] of keys) {
        const { purpose } = held.key;
        const isOwn = purpose.kind === 'token' && purpose.account === id;
        if (isOwn) keys.set(keyId, { ...held, key: { revokedAt, ...held.key } });
      }
    },
    giveRole: async (id, grant) => {
      change(id, ({ roles }) => [...roles.filter((each) => !isSame(each, grant)), grant]);
    },
    takeRole: async (id, grant) => {
      change(id, ({ roles }) => roles.filter((each) => !isSame(each, grant)));
    },
    addKey: async (key, secretHash) => {
      keys.set(key.id, { key, secretHash });
    },
    lockKey: async (hash) => [...keys.values()].find((each) => each.secretHash === hash)?.key,
    changeKey: async (id, changed) => {
      const held = keys.get(id);
      if (held) keys.set(id, { ...held, key: { ...held.key, ...changed } });
    },
  };
}

function isSame(a: Account['roles'][number], b: Account['roles'][number]): boolean {
  return a.production === b.production && a.role === b.role;
}

function productionOf(purpose: AccessKey['purpose']): string | undefined {
  if ('production' in purpose) return purpose.production;
  const productions = purpose.kind === 'invitation' ? purpose.roles.map((grant) => grant.production) : [];
  return new Set(productions).size === 1 ? productions[0] : undefined;
}
