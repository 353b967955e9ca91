import { type AccessKey, type Account, BacklotError, type Person } from '@backlot/film';
import type { RecordsWriter } from '../ports/records.ts';
import { witness } from '../witness.ts';
import type { CrewPorts, Joining } from './crew.ts';
import { isValidKey } from './valid-key.ts';

/**
 * Makes the account that an owner's link or an invitation is for. The link is used up in the same transaction.
 * @throws BacklotError `LINK_INVALID` for a link that is used, revoked, expired or of another kind, `ACCOUNT_EXISTS`
 */
export function joinCrew(ports: CrewPorts, secret: string, joining: Joining): Promise<Account> {
  const nowMs = ports.clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const id = ports.ids.next();
  return ports.records.transaction(async (writer) => {
    const key = await writer.crew.lockKey(ports.secrets.hash(secret));
    if (!key || !isValidKey(key, nowMs)) throw linkInvalid();
    const account = accountOf(key, joining, { id, createdAt: at });
    if (!(await writer.crew.addAccount(account, joining.passwordHash))) throw accountExists(account.email);
    await writer.crew.changeKey(key.id, { usedAt: at });
    await witnessJoin(writer, account, { key, at });
    return account;
  });
}

function accountOf(
  { purpose }: AccessKey,
  { name, email, roles = [] }: Joining,
  made: Pick<Account, 'id' | 'createdAt'>,
): Account {
  const own = { ...made, name, email };
  if (purpose.kind === 'owner-link') return { ...own, isOwner: true, roles, performers: [] };
  if (purpose.kind !== 'invitation') throw linkInvalid();
  return { ...own, isOwner: false, roles: purpose.roles, performers: purpose.performers };
}

async function witnessJoin(
  writer: RecordsWriter,
  { id, name, isOwner, roles, performers }: Account,
  { key, at }: { readonly key: AccessKey; readonly at: string },
): Promise<void> {
  const by: Person = { name, role: isOwner ? 'owner' : (roles[0]?.role ?? 'performer'), accountId: id };
  const body = { account: id, isOwner, roles, performers, key: key.id, invitedBy: key.createdBy };
  await witness(writer, { kind: 'member-joined', subject: 'studio', by, at, body });
}

/** The error for a link that opens nothing now; it does not say whether it ever did. */
export function linkInvalid(): BacklotError {
  return new BacklotError('LINK_INVALID', 'This link is not valid: it was used, has expired or was taken back.', {
    hint: 'Ask who sent it for a new one. The first owner gets one by "npx backlot owner-link".',
  });
}

function accountExists(email: string): BacklotError {
  return new BacklotError('ACCOUNT_EXISTS', `There is an account with the address ${email} already.`, {
    hint: 'Sign in with it; who invited you can give it further roles.',
  });
}
