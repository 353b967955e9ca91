import type { AccessKey, Account, KeyPurpose, Person, RoleGrant } from '@backlot/film';
import type { Clock, Ids } from '../ports/clock.ts';
import type { KeyFilter } from '../ports/crew.ts';
import type { Records } from '../ports/records.ts';

/** Makes secrets and names them by their hash. */
export interface Secrets {
  /** A new one, impossible to guess: at least 128 bits of chance. */
  readonly next: (kind: KeyPurpose['kind']) => string;
  readonly hash: (secret: string) => string;
}

export interface CrewPorts {
  readonly records: Records;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
}

/** A new key with its secret, which is never seen again. */
export interface HandedOutKey {
  readonly key: AccessKey;
  readonly secret: string;
}

/** What somebody hands out, to whom, for how long. */
export interface KeyRequest {
  readonly by: Person;
  readonly purpose: KeyPurpose;
  readonly label: string;
  /** Default: that of its kind. */
  readonly expiresInMs?: number;
}

/** Somebody who makes an account with a link. */
export interface Joining {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  /** Roles that the first owner gives themselves; others get what their invitation names. */
  readonly roles?: readonly RoleGrant[];
}

/** The studio's own people: who there is, what they may, what was handed out. Every change stands in the ledger. */
export interface Crew {
  readonly hasOwner: () => Promise<boolean>;
  readonly listAccounts: () => Promise<readonly Account[]>;
  readonly getAccount: (id: string) => Promise<Account | undefined>;
  /** A new link for the first owner; those before it end. */
  readonly makeOwnerLink: () => Promise<HandedOutKey>;
  /** @throws BacklotError `PERFORMER_NOT_FOUND` for one to speak for who is of none of the productions that it opens */
  readonly handOut: (request: KeyRequest) => Promise<HandedOutKey>;
  /** The key of this secret, where it is valid at this moment. */
  readonly findKey: (secret: string) => Promise<AccessKey | undefined>;
  readonly getKey: (id: string) => Promise<AccessKey | undefined>;
  readonly listKeys: (filter: KeyFilter) => Promise<readonly AccessKey[]>;
  readonly noteUse: (keyId: string) => Promise<void>;
  /** Ends a key at once. Idempotent. */
  readonly revokeKey: (key: AccessKey, by: Person) => Promise<void>;
  /** Makes the account of an owner's link or an invitation, once. @throws BacklotError `LINK_INVALID`, `ACCOUNT_EXISTS` */
  readonly join: (secret: string, joining: Joining) => Promise<Account>;
  /** @throws BacklotError `MEMBER_NOT_FOUND`, `ACCESS_DENIED` for one's own account, unless as owner */
  readonly giveRole: (account: string, grant: RoleGrant, by: Person) => Promise<void>;
  /** @throws BacklotError `MEMBER_NOT_FOUND` */
  readonly takeRole: (account: string, grant: RoleGrant, by: Person) => Promise<void>;
  /** @throws BacklotError `MEMBER_NOT_FOUND`, `LAST_OWNER` */
  readonly removeAccount: (account: string, by: Person) => Promise<void>;
}
