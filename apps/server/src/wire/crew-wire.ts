import {
  type AccessKey,
  type Account,
  crewRoleSchema,
  keyPurposeSchema,
  personSchema,
  roleGrantSchema,
  roleSchema,
} from '@backlot/film';
import { z } from '@hono/zod-openapi';

/** The path parameter of routes about one account, and about one key. */
export const accountParams = z.object({ account: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) });
export const keyParams = z.object({ key: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) });

/** Who is signed in, by what, and what they hold. `roles` by production; `*` holds in all. */
export const whoWire = z
  .object({
    name: z.string(),
    by: z.enum(['account', 'guest-link', 'performer-link', 'token']),
    accountId: z.string().nullable(),
    isOwner: z.boolean(),
    roles: z.record(z.string(), z.array(roleSchema).readonly()),
    performers: z.array(z.string()).readonly(),
    /** What a guest's link names. */
    guest: z
      .object({
        production: z.string(),
        shots: z.array(z.string()).readonly(),
        takes: z.array(z.string()).readonly(),
        mayNote: z.boolean(),
      })
      .nullable(),
  })
  .openapi('Who');
export type Who = z.infer<typeof whoWire>;

/** Somebody with an account, and their roles. */
export const accountWire = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isOwner: z.boolean(),
    createdAt: z.string(),
    roles: z.array(roleGrantSchema).readonly(),
    performers: z.array(z.string()).readonly(),
  })
  .openapi('Member') satisfies z.ZodType<Account>;
export type Member = z.infer<typeof accountWire>;

/** An invitation, link or token, without its secret. */
export const keyWire = z
  .object({
    id: z.string(),
    purpose: keyPurposeSchema,
    label: z.string(),
    createdBy: personSchema,
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
    usedAt: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
  })
  .openapi('AccessKey');
export type Key = z.infer<typeof keyWire>;

/** A new key with its secret, shown this once: an address to open for links, the bare text for tokens. */
export const handedOutWire = z.object({ key: keyWire, secret: z.string() }).openapi('HandedOutKey');
export type HandedOut = z.infer<typeof handedOutWire>;

/** What whoever opens an invitation is asked to make. */
export const invitationWire = z
  .object({ kind: z.enum(['owner-link', 'invitation']), roles: z.array(roleGrantSchema).readonly(), label: z.string() })
  .openapi('Invitation');
export type Invitation = z.infer<typeof invitationWire>;

/** Roles that a form offers. */
export const rolesWire = z.array(crewRoleSchema).max(5);

/** A key as it is told. */
export function toKeyWire(key: AccessKey): Key {
  const { revokedAt = null, usedAt = null, lastUsedAt = null } = key;
  return { ...key, revokedAt, usedAt, lastUsedAt };
}
