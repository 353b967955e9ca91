import {
  type AccessKey,
  type Account,
  BacklotError,
  type KeyPurpose,
  type Person,
  type RoleGrant,
} from '@backlot/film';
import type { RecordsWriter } from '../ports/records.ts';
import { STUDIO_ITSELF } from '../take-record.ts';
import { witness } from '../witness.ts';
import type { Crew, CrewPorts, HandedOutKey, KeyRequest } from './crew.ts';
import { demandPerformersOf } from './demand-performers-of.ts';
import { joinCrew } from './join-crew.ts';
import { isValidKey } from './valid-key.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFE_MS: Readonly<Record<KeyPurpose['kind'], number>> = {
  'owner-link': DAY_MS,
  invitation: 7 * DAY_MS,
  'guest-link': 7 * DAY_MS,
  'performer-link': 365 * DAY_MS,
  token: 90 * DAY_MS,
};

/** The use cases of the studio's own people on the given ports. */
export function createCrew(ports: CrewPorts): Crew {
  const { crew } = ports.records;
  const { hash } = ports.secrets;
  const now = () => new Date(ports.clock.nowMs()).toISOString();
  return {
    hasOwner: async () => (await crew.accounts()).some((account) => account.isOwner),
    listAccounts: () => crew.accounts(),
    getAccount: (id) => crew.account(id),
    makeOwnerLink: () => makeOwnerLink(ports),
    handOut: (request) => handOut(ports, request),
    findKey: async (secret) => {
      const key = await crew.keyByHash(hash(secret));
      return key && isValidKey(key, ports.clock.nowMs()) ? key : undefined;
    },
    getKey: (id) => crew.key(id),
    listKeys: (filter) => crew.keys(filter),
    noteUse: (keyId) => crew.noteUse(keyId, now()),
    revokeKey: (key, by) => ports.records.transaction((writer) => revoke(writer, key, { by, at: now() })),
    join: (secret, joining) => joinCrew(ports, secret, joining),
    giveRole: async (id, grant, by) => {
      const account = await demandAccount(ports, id);
      refuseOwnRole(account, by);
      await changeRole(ports, { account, grant, by, kind: 'role-given' });
    },
    takeRole: async (id, grant, by) => {
      await changeRole(ports, { account: await demandAccount(ports, id), grant, by, kind: 'role-taken' });
    },
    removeAccount: (id, by) => removeAccount(ports, id, by),
  };
}

async function makeOwnerLink(ports: CrewPorts): Promise<HandedOutKey> {
  const older = await ports.records.crew.keys({ kind: 'owner-link' });
  const at = new Date(ports.clock.nowMs()).toISOString();
  for (const key of older.filter((each) => isValidKey(each, ports.clock.nowMs()))) {
    await ports.records.transaction((writer) => revoke(writer, key, { by: STUDIO_ITSELF, at }));
  }
  return handOut(ports, { by: STUDIO_ITSELF, purpose: { kind: 'owner-link' }, label: 'First owner' });
}

async function handOut(ports: CrewPorts, { by, purpose, label, expiresInMs }: KeyRequest): Promise<HandedOutKey> {
  await demandPerformersOf(ports.records, purpose);
  const nowMs = ports.clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const secret = ports.secrets.next(purpose.kind);
  const expiresAt = new Date(nowMs + (expiresInMs ?? LIFE_MS[purpose.kind])).toISOString();
  const key: AccessKey = { id: ports.ids.next(), purpose, label, createdBy: by, createdAt: at, expiresAt };
  await ports.records.transaction(async (writer) => {
    await writer.crew.addKey(key, ports.secrets.hash(secret));
    const body = { key: key.id, purpose, expiresAt };
    await witness(writer, { kind: 'key-handed-out', subject: subjectOf(purpose), by, at, body });
  });
  return { key, secret };
}

async function revoke(
  writer: RecordsWriter,
  key: AccessKey,
  { by, at }: { readonly by: Person; readonly at: string },
): Promise<void> {
  if (key.revokedAt !== undefined) return;
  await writer.crew.changeKey(key.id, { revokedAt: at });
  await witness(writer, { kind: 'key-revoked', subject: subjectOf(key.purpose), by, at, body: { key: key.id } });
}

/** An owner may: there may be nobody else, and the ledger shows it. */
function refuseOwnRole(account: Account, by: Person): void {
  if (account.id !== by.accountId || by.role === 'owner') return;
  throw new BacklotError('ACCESS_DENIED', 'Nobody gives a role to themselves.', {
    hint: 'Ask another producer or the owner of the studio.',
    details: { reasons: [{ ruleId: 'no-role-for-oneself', text: 'Nobody gives a role to themselves.' }] },
  });
}

interface RoleChange {
  readonly account: Account;
  readonly grant: RoleGrant;
  readonly by: Person;
  readonly kind: 'role-given' | 'role-taken';
}

async function changeRole({ records, clock }: CrewPorts, { account, grant, by, kind }: RoleChange): Promise<void> {
  const at = new Date(clock.nowMs()).toISOString();
  await records.transaction(async (writer) => {
    if (kind === 'role-given') await writer.crew.giveRole(account.id, grant);
    else await writer.crew.takeRole(account.id, grant);
    const subject = grant.production === '*' ? 'studio' : `production:${grant.production}`;
    const body = { account: account.id, name: account.name, role: grant.role, production: grant.production };
    await witness(writer, { kind, subject, by, at, body });
  });
}

async function removeAccount(ports: CrewPorts, id: string, by: Person): Promise<void> {
  const account = await demandAccount(ports, id);
  const owners = (await ports.records.crew.accounts()).filter((each) => each.isOwner);
  if (account.isOwner && owners.length === 1) {
    throw new BacklotError('LAST_OWNER', `${account.name} is the studio's last owner and cannot be removed.`, {
      hint: 'Make somebody else an owner first: backlot owner-link.',
    });
  }
  const at = new Date(ports.clock.nowMs()).toISOString();
  await ports.records.transaction(async (writer) => {
    await writer.crew.removeAccount(id, at);
    const body = { account: id, name: account.name };
    await witness(writer, { kind: 'member-removed', subject: 'studio', by, at, body });
  });
}

async function demandAccount({ records }: CrewPorts, id: string): Promise<Account> {
  const account = await records.crew.account(id);
  if (account) return account;
  throw new BacklotError('MEMBER_NOT_FOUND', `Member "${id}": there is none with this id`, {
    hint: 'List the members: backlot members list.',
  });
}

function subjectOf(purpose: KeyPurpose): string {
  if ('production' in purpose) return `production:${purpose.production}`;
  const [only, ...others] = purpose.kind === 'invitation' ? purpose.roles.map((grant) => grant.production) : [];
  return only === undefined || only === '*' || others.some((each) => each !== only) ? 'studio' : `production:${only}`;
}
