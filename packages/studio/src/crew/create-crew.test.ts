import { describe, expect, it } from 'vitest';
import { createInMemoryPorts } from '../testing/in-memory-ports.ts';
import { createCrew } from './create-crew.ts';

const OWNER = { name: 'Olga', role: 'owner', accountId: 'o' } as const;
const PRODUCER = { name: 'Petra', role: 'producer', accountId: 'p' } as const;
const ANNA = { name: 'Anna', email: 'anna@example.org', passwordHash: 'hash' };

/** A crew whose clock a test moves. */
function openCrew() {
  const ports = createInMemoryPorts('/nowhere');
  const time = { ms: Date.UTC(2026, 0, 1) };
  let secret = 0;
  const secrets = { next: () => `secret-${secret++}`, hash: (text: string) => `hash of ${text}` };
  const crew = createCrew({ ...ports, clock: { nowMs: () => time.ms }, secrets });
  return { crew, time, ledger: () => ports.records.ledger.read(0, 100) };
}

describe('a key', () => {
  it('opens until it expires, is ended, or has made its account', async () => {
    const { crew, time } = openCrew();
    const guest = { kind: 'guest-link', production: 'harbour', shots: [], takes: [], mayNote: false } as const;
    const request = { by: PRODUCER, purpose: guest, label: 'Client', expiresInMs: 1000 };
    const { secret } = await crew.handOut(request);
    expect(await crew.findKey(secret)).toMatchObject({ label: 'Client' });
    expect(await crew.findKey('hash of secret-0')).toBeUndefined();
    time.ms += 1000;
    expect(await crew.findKey(secret)).toBeUndefined();
    const other = await crew.handOut(request);
    await crew.revokeKey(other.key, PRODUCER);
    expect(await crew.findKey(other.secret)).toBeUndefined();
    await expect(crew.join(other.secret, ANNA)).rejects.toMatchObject({ code: 'LINK_INVALID' });
  });

  it('that is no invitation makes no account', async () => {
    const { crew } = openCrew();
    const purpose = { kind: 'performer-link', production: 'harbour', performers: [] } as const;
    const { secret } = await crew.handOut({ by: PRODUCER, purpose, label: 'Agent' });
    await expect(crew.join(secret, ANNA)).rejects.toMatchObject({ code: 'LINK_INVALID' });
    expect(await crew.listAccounts()).toEqual([]);
  });
});

describe('an invitation', () => {
  it('makes one account with the roles that it names, whatever who joins asks for', async () => {
    const { crew } = openCrew();
    const roles = [{ production: 'harbour', role: 'artist' }] as const;
    const { secret } = await crew.handOut({
      by: PRODUCER,
      purpose: { kind: 'invitation', roles, performers: [] },
      label: 'Anna',
    });
    const asked = { ...ANNA, roles: [{ production: '*', role: 'legal' }] } as const;
    expect(await crew.join(secret, asked)).toMatchObject({ isOwner: false, roles });
    await expect(crew.join(secret, { ...ANNA, email: 'b@example.org' })).rejects.toMatchObject({
      code: 'LINK_INVALID',
    });
  });

  it('is not used up by an address that has an account', async () => {
    const { crew } = openCrew();
    const first = await crew.makeOwnerLink();
    await crew.join(first.secret, ANNA);
    const second = await crew.makeOwnerLink();
    await expect(crew.join(second.secret, ANNA)).rejects.toMatchObject({ code: 'ACCOUNT_EXISTS' });
    expect(await crew.findKey(second.secret)).toBeDefined();
  });
});

describe('roles and accounts', () => {
  it('nobody gives a role to themselves, but for an owner; the last owner stays', async () => {
    const { crew } = openCrew();
    const owner = await crew.join((await crew.makeOwnerLink()).secret, ANNA);
    const grant = { production: 'harbour', role: 'legal' } as const;
    const asProducer = { ...PRODUCER, accountId: owner.id };
    await expect(crew.giveRole(owner.id, grant, asProducer)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    await crew.giveRole(owner.id, grant, { ...OWNER, accountId: owner.id });
    expect((await crew.getAccount(owner.id))?.roles).toEqual([grant]);
    await crew.takeRole(owner.id, grant, OWNER);
    expect((await crew.getAccount(owner.id))?.roles).toEqual([]);
    await expect(crew.removeAccount(owner.id, OWNER)).rejects.toMatchObject({ code: 'LAST_OWNER' });
    await expect(crew.removeAccount('nobody', OWNER)).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
  });

  it('every change stands in the ledger, with who did it and without a secret or an address', async () => {
    const { crew, ledger } = openCrew();
    await crew.makeOwnerLink();
    const owner = await crew.join((await crew.makeOwnerLink()).secret, ANNA);
    const grant = { production: 'harbour', role: 'supervisor' } as const;
    await crew.giveRole(owner.id, grant, OWNER);
    await crew.takeRole(owner.id, grant, OWNER);
    const entries = await ledger();
    expect(entries.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['key-handed-out', 'studio'],
      ['key-revoked', 'studio'],
      ['key-handed-out', 'studio'],
      ['member-joined', 'studio'],
      ['role-given', 'production:harbour'],
      ['role-taken', 'production:harbour'],
    ]);
    expect(entries.at(4)?.body).toMatchObject({ by: OWNER, account: owner.id, role: 'supervisor' });
    expect(JSON.stringify(entries.map((entry) => entry.body))).not.toMatch(/secret-|hash|@/);
  });
});
