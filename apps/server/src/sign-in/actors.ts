import type { AccessKey, Account, Role } from '@backlot/film';
import type { AccessActor } from '@backlot/policy';
import type { Crew } from '@backlot/studio';

/** An account as the rules see it. */
export function actorOfAccount({ id, name, isOwner, roles, performers }: Account): AccessActor {
  return { id: `account:${id}`, name, accountId: id, isOwner, roles: rolesByProduction(roles), performers };
}

/** Who comes with an API token, its use noted: its account, as far as its scopes go. Nothing where it is not valid now. */
export async function actorOfToken(crew: Crew, secret: string): Promise<AccessActor | undefined> {
  const key = await crew.findKey(secret);
  if (key?.purpose.kind !== 'token') return undefined;
  await crew.noteUse(key.id);
  return actorOfKey(key, await crew.getAccount(key.purpose.account));
}

/** A key as the rules see it; a token is its account's, with less to do. Nothing for keys that only make accounts. */
export function actorOfKey(key: AccessKey, account: Account | undefined): AccessActor | undefined {
  const { purpose } = key;
  if (purpose.kind === 'token') {
    const { actions, productions } = purpose;
    return account && { ...actorOfAccount(account), id: `token:${key.id}`, token: { actions, productions } };
  }
  const visitor = { id: `link:${key.id}`, name: key.label, isOwner: false };
  if (purpose.kind === 'guest-link') {
    const { kind: _, ...guest } = purpose;
    return { ...visitor, roles: { [purpose.production]: ['guest'] }, performers: [], guest };
  }
  if (purpose.kind === 'performer-link') {
    return { ...visitor, roles: { [purpose.production]: ['performer'] }, performers: purpose.performers };
  }
  return undefined;
}

function rolesByProduction(grants: Account['roles']): Record<string, Role[]> {
  const roles: Record<string, Role[]> = {};
  for (const { production, role } of grants) roles[production] = [...(roles[production] ?? []), role];
  return roles;
}
