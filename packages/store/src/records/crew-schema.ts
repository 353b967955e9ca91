import type { AccessKey, CrewRole } from '@backlot/film';
import { boolean, json, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const made = { createdAt: moment('created_at').notNull(), updatedAt: moment('updated_at').notNull() };

// The properties of the next four are named as better-auth calls them; it reads and writes through them.

export const accounts = pgTable('accounts', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  emailVerified: boolean('email_verified').notNull(),
  image: text(),
  ...made,
  isOwner: boolean('is_owner').notNull().default(false),
  removedAt: moment('removed_at'),
});

export const sessions = pgTable('sign_in_sessions', {
  id: text().primaryKey(),
  userId: text('account').notNull(),
  token: text('token_hash').notNull(),
  expiresAt: moment('expires_at').notNull(),
  ...made,
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
});

export const credentials = pgTable('sign_in_credentials', {
  id: text().primaryKey(),
  userId: text('account').notNull(),
  providerId: text('provider').notNull(),
  accountId: text('provider_account').notNull(),
  password: text('password_hash'),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: moment('access_token_expires_at'),
  refreshTokenExpiresAt: moment('refresh_token_expires_at'),
  scope: text(),
  ...made,
});

export const verifications = pgTable('sign_in_verifications', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: moment('expires_at').notNull(),
  ...made,
});

export const memberRoles = pgTable(
  'member_roles',
  {
    account: text().notNull(),
    production: text().notNull(),
    role: text().$type<CrewRole>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.production, table.role] })],
);

export const accountPerformers = pgTable(
  'account_performers',
  { account: text().notNull(), performer: text().notNull() },
  (table) => [primaryKey({ columns: [table.account, table.performer] })],
);

export const accessKeys = pgTable('access_keys', {
  id: text().primaryKey(),
  secretHash: text('secret_hash').notNull(),
  kind: text().$type<AccessKey['purpose']['kind']>().notNull(),
  production: text(),
  account: text(),
  purpose: json().$type<AccessKey['purpose']>().notNull(),
  label: text().notNull(),
  createdBy: json('created_by').$type<AccessKey['createdBy']>().notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
  usedAt: moment('used_at'),
  lastUsedAt: moment('last_used_at'),
});
