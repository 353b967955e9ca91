import { z } from 'zod';
import { shotCodeSchema, slugSchema } from '../names-schema.ts';
import { crewRoleSchema, type personSchema } from '../person.ts';
import { accessActionSchema } from './access-action.ts';

/** One production, or `*`: all of them. */
export const productionScopeSchema = z.union([z.literal('*'), slugSchema]);

/** A role that somebody holds, and where. */
export const roleGrantSchema = z.strictObject({ production: productionScopeSchema, role: crewRoleSchema }).readonly();
export type RoleGrant = z.infer<typeof roleGrantSchema>;

/** A name or label: one line, of which every character can be seen. */
export const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'expected no control characters');

const id = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'expected an id');
const ids = z.array(id).max(200).readonly();

/** Actions that a token may have: all but making further tokens and what the studio's own workers do. */
export const tokenActionSchema = accessActionSchema.exclude(['manage-own-tokens', 'work-off-takes']);

/** What a key opens. The first owner and invited people make an account with it; links and tokens are used as they are. */
export const keyPurposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner-link') }).readonly(),
  z
    .strictObject({
      kind: z.literal('invitation'),
      roles: z.array(roleGrantSchema).max(50).readonly(),
      /** Performers of the register for whom the account will speak. */
      performers: ids,
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('guest-link'),
      production: slugSchema,
      /** Where neither shots nor takes are named, all of the production. */
      shots: z.array(shotCodeSchema).max(200).readonly(),
      takes: ids,
      mayNote: z.boolean(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('performer-link'), production: slugSchema, performers: ids }).readonly(),
  z
    .strictObject({
      kind: z.literal('token'),
      account: id,
      actions: z.array(tokenActionSchema).min(1).max(100).readonly(),
      productions: z.array(productionScopeSchema).min(1).max(100).readonly(),
    })
    .readonly(),
]);
export type KeyPurpose = z.infer<typeof keyPurposeSchema>;

/**
 * Something secret that was handed out: an invitation, a link, a token. The secret itself is kept nowhere, only its hash.
 * Times are ISO 8601 in UTC.
 */
export interface AccessKey {
  readonly id: string;
  readonly purpose: KeyPurpose;
  /** What it is for, in its maker's words. */
  readonly label: string;
  readonly createdBy: z.infer<typeof personSchema>;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string;
  /** When the one account that it was for was made. */
  readonly usedAt?: string;
  readonly lastUsedAt?: string;
}

/** Somebody who signs in. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isOwner: boolean;
  readonly createdAt: string;
  readonly roles: readonly RoleGrant[];
  /** Performers of the register for whom they speak. */
  readonly performers: readonly string[];
}

/** What somebody writes who makes their account. */
export const newAccountSchema = z
  .strictObject({
    name: lineSchema,
    email: z.email().max(320).toLowerCase(),
    password: z.string().min(12, 'expected at least 12 characters').max(200),
  })
  .readonly();
export type NewAccount = z.infer<typeof newAccountSchema>;
