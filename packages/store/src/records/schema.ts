import type {
  Approval,
  BackEnd,
  Consent,
  Decision,
  Licence,
  ModelCall,
  ModelCallState,
  ModelCard,
  Performer,
  Person,
  PolicyPack,
  Production,
  Review,
  Take,
  TakeFile,
  Vocabulary,
  Work,
} from '@backlot/film';
import type { RightKind, TakeRecord } from '@backlot/studio';
import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, integer, json, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const productions = pgTable('productions', {
  slug: text().primaryKey(),
  title: text().notNull(),
  packs: json().$type<readonly PolicyPack[]>().notNull(),
  vocabulary: json().$type<Vocabulary>().notNull(),
  isUnionOnStrike: boolean('is_union_on_strike').notNull(),
  models: json().$type<Production['models']>().notNull(),
  createdAt: moment('created_at').notNull(),
});

export const shots = pgTable(
  'shots',
  {
    production: text().notNull(),
    code: text().notNull(),
    createdAt: moment('created_at').notNull(),
    takeCount: integer('take_count').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.production, table.code] })],
);

export const takes = pgTable('takes', {
  id: text().primaryKey(),
  production: text().notNull(),
  shot: text().notNull(),
  version: integer().notNull(),
  engine: text().notNull(),
  purpose: text().$type<Take['purpose']>().notNull(),
  state: text().$type<Take['state']>().notNull(),
  recipe: json().$type<Take['recipe']>().notNull(),
  recipeHash: text('recipe_hash').notNull(),
  licences: json().$type<Take['licences']>().notNull(),
  use: json().$type<Take['use']>().notNull(),
  egress: json().$type<NonNullable<Take['egress']>>(),
  words: json().$type<Take['words']>().notNull(),
  faces: json().$type<Take['faces']>().notNull(),
  likenesses: json().$type<Take['likenesses']>().notNull(),
  facesFoundAt: moment('faces_found_at'),
  picture: json().$type<TakeRecord['picture']>().notNull(),
  requestedBy: json('requested_by').$type<Person>().notNull(),
  decision: json().$type<Decision>(),
  digitalSourceType: text('digital_source_type').$type<NonNullable<TakeRecord['digitalSourceType']>>(),
  figures: json().$type<Take['figures']>().notNull(),
  outputs: json().$type<readonly TakeFile[]>().notNull(),
  files: json().$type<readonly TakeFile[]>().notNull(),
  findings: json().$type<Take['findings']>().notNull(),
  seal: json().$type<NonNullable<Take['seal']>>(),
  pick: json().$type<NonNullable<Take['pick']>>(),
  error: json().$type<NonNullable<Take['error']>>(),
  requestedAt: moment('requested_at').notNull(),
  startedAt: moment('started_at'),
  finishedAt: moment('finished_at'),
  updatedAt: moment('updated_at').notNull(),
});

export const takeProgress = pgTable('take_progress', {
  takeId: text('take_id').primaryKey(),
  progress: json().$type<NonNullable<TakeRecord['progress']>>().notNull(),
});

export const fileUses = pgTable(
  'file_uses',
  { sha256: text().notNull(), takeId: text('take_id').notNull() },
  (table) => [primaryKey({ columns: [table.sha256, table.takeId] })],
);

export const reviews = pgTable('reviews', {
  id: text().primaryKey(),
  takeId: text('take_id').notNull(),
  decision: text().$type<Review['decision']>().notNull(),
  frame: integer(),
  text: text().notNull(),
  strokes: json().$type<Review['strokes']>().notNull(),
  by: json().$type<Person>().notNull(),
  at: moment('at').notNull(),
});

export const approvals = pgTable('approvals', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  takeId: text('take_id').notNull(),
  recipeHash: text('recipe_hash').notNull(),
  useHash: text('use_hash').notNull(),
  ruleIds: json('rule_ids').$type<Approval['ruleIds']>().notNull(),
  by: json().$type<Approval['by']>().notNull(),
  text: text(),
  at: moment('at').notNull(),
});

export const ledgerEntries = pgTable('ledger_entries', {
  index: bigint({ mode: 'number' }).primaryKey(),
  at: text().notNull(),
  kind: text().notNull(),
  subject: text().notNull(),
  body: json().$type<unknown>().notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text().notNull(),
});

export const ledgerHead = pgTable('ledger_head', {
  id: boolean().primaryKey(),
  index: bigint({ mode: 'number' }),
  hash: text(),
});

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

export const performers = pgTable('performers', {
  id: text().primaryKey(),
  production: text().notNull(),
  record: json().$type<Performer>().notNull(),
});

export const consents = pgTable('consents', {
  id: text().primaryKey(),
  production: text().notNull(),
  performer: text().notNull(),
  record: json().$type<Consent>().notNull(),
});

export const licences = pgTable('licences', {
  id: text().primaryKey(),
  production: text().notNull(),
  record: json().$type<Licence>().notNull(),
});

export const modelCards = pgTable('model_cards', {
  id: text().primaryKey(),
  production: text().notNull(),
  record: json().$type<ModelCard>().notNull(),
});

export const works = pgTable('works', {
  id: text().primaryKey(),
  production: text().notNull(),
  record: json().$type<Work>().notNull(),
  likeness: json().$type<unknown>().notNull(),
});

export const backEnds = pgTable('back_ends', {
  id: text().primaryKey(),
  production: text().notNull(),
  record: json().$type<BackEnd>().notNull(),
  sealedKey: bytes('sealed_key'),
});

/** How the database makes a column stands in the migration that adds it. */
const IN_MIGRATION = sql``;

export const modelCalls = pgTable('model_calls', {
  id: text().primaryKey(),
  takeId: text('take_id'),
  production: text().notNull(),
  name: text().notNull(),
  state: text().$type<ModelCallState>().notNull(),
  record: json().$type<ModelCall>().notNull(),
  shot: text().generatedAlwaysAs(IN_MIGRATION),
  card: text().generatedAlwaysAs(IN_MIGRATION),
  reuses: text().generatedAlwaysAs(IN_MIGRATION),
  costUsdMicros: bigint('cost_usd_micros', { mode: 'number' }).generatedAlwaysAs(IN_MIGRATION),
  spentUsdMicros: bigint('spent_usd_micros', { mode: 'number' }).generatedAlwaysAs(IN_MIGRATION),
});

export const takeRights = pgTable(
  'take_rights',
  { kind: text().$type<RightKind>().notNull(), ref: text().notNull(), takeId: text('take_id').notNull() },
  (table) => [primaryKey({ columns: [table.kind, table.ref, table.takeId] })],
);

export const performerReferences = pgTable('performer_references', {
  id: text().primaryKey(),
  performer: text().notNull(),
  sealedPicture: bytes('sealed_picture').notNull(),
  sealedDescriptors: bytes('sealed_descriptors').notNull(),
  createdAt: moment('created_at').notNull(),
});

export const ledgerCheckpoints = pgTable('ledger_checkpoints', {
  number: bigint({ mode: 'number' }).primaryKey(),
  checkpoint: json().$type<unknown>().notNull(),
});
