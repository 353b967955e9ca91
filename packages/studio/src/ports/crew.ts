import type { AccessKey, Account, RoleGrant } from '@backlot/film';

/** Which keys to list. */
export interface KeyFilter {
  readonly kind?: AccessKey['purpose']['kind'];
  /** Links and invitations of this production. */
  readonly production?: string;
  /** Tokens of this account. */
  readonly account?: string;
}

/** The studio's people and what was handed out to them, to read. Removed accounts are not there. */
export interface CrewReader {
  /** Oldest first. */
  readonly accounts: () => Promise<readonly Account[]>;
  readonly account: (id: string) => Promise<Account | undefined>;
  /** By the hash of its secret, whether it is still valid or not. */
  readonly keyByHash: (secretHash: string) => Promise<AccessKey | undefined>;
  readonly key: (id: string) => Promise<AccessKey | undefined>;
  /** Newest first, at most 1000. */
  readonly keys: (filter: KeyFilter) => Promise<readonly AccessKey[]>;
  /** Notes when a key was last used, outside any transaction. */
  readonly noteUse: (keyId: string, at: string) => Promise<void>;
}

/** Writes within one transaction. */
export interface CrewWriter {
  /** False where the e-mail address is taken; nothing is written then. */
  readonly addAccount: (account: Account, passwordHash: string) => Promise<boolean>;
  /** Ends every session, token and role of an account; its name stays in the records. */
  readonly removeAccount: (id: string, at: string) => Promise<void>;
  readonly giveRole: (account: string, grant: RoleGrant) => Promise<void>;
  readonly takeRole: (account: string, grant: RoleGrant) => Promise<void>;
  readonly addKey: (key: AccessKey, secretHash: string) => Promise<void>;
  /** Reads a key and keeps others from changing it until the transaction ends. */
  readonly lockKey: (secretHash: string) => Promise<AccessKey | undefined>;
  readonly changeKey: (id: string, change: Pick<AccessKey, 'usedAt' | 'revokedAt'>) => Promise<void>;
}
