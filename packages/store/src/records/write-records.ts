import { DEFAULT_MODEL_TERMS, NO_VOCABULARY, type TakeFile } from '@backlot/film';
import type {
  LedgerEntry,
  LedgerHead,
  NewTake,
  RecordsWriter,
  StudioEvent,
  TakeChange,
  TakeRecord,
} from '@backlot/studio';
import { eq, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { createCrewWriter } from './crew-records.ts';
import { createModelsWriter } from './model-records.ts';
import { selectTakes } from './read-records.ts';
import { createRightsWriter } from './rights-records.ts';
import { toTakeChange, toTakeRow } from './rows.ts';
import { approvals, fileUses, ledgerEntries, ledgerHead, productions, reviews, shots, takes } from './schema.ts';

/** A transaction's writer, and what its listeners are to hear once it is kept. */
export interface NotingWriter {
  readonly writer: RecordsWriter;
  readonly events: () => readonly StudioEvent[];
}

/** Writes on one transaction's connection. `enqueue` joins the transaction. */
export function createWriter(orm: NodePgDatabase, enqueue: (takeId: string) => Promise<void>): NotingWriter {
  const changed = new Map<string, TakeRecord['state']>();
  const registers = new Set<string>();
  const calls = new Map<string, { readonly production: string; readonly takeId?: string }>();
  const reviewed: { readonly takeId: string; readonly reviewId: string }[] = [];
  let ledgerIndex = -1;
  const writer: RecordsWriter = {
    takes: {
      add: async (take) => {
        changed.set(take.id, take.state);
        return addTake(orm, take);
      },
      lock: async (id) => {
        await orm.select({ id: takes.id }).from(takes).where(eq(takes.id, id)).for('update');
        return (await selectTakes(orm, [eq(takes.id, id)], 1))[0];
      },
      change: async (id, change) => {
        const take = await changeTake(orm, id, change);
        changed.set(id, take.state);
        return take;
      },
      noteFiles: (id, files) => addFileUses(orm, id, files),
    },
    productions: {
      add: async (production) => {
        const row = { ...production, createdAt: new Date(production.createdAt) };
        const added = await orm
          .insert(productions)
          .values(row)
          .onConflictDoNothing()
          .returning({ slug: productions.slug });
        return added.length > 0;
      },
      change: async (slug, change) => {
        await orm.update(productions).set(change).where(eq(productions.slug, slug));
        registers.add(slug);
      },
    },
    rights: createRightsWriter(orm, (production) => registers.add(production)),
    models: createModelsWriter(orm, {
      backEnd: (production) => void registers.add(production),
      call: ({ id, production, take }) =>
        void calls.set(take ?? id, { production, ...(take === undefined ? {} : { takeId: take }) }),
    }),
    crew: createCrewWriter(orm),
    reviews: {
      add: async (review) => {
        await orm.insert(reviews).values({ ...review, at: new Date(review.at) });
        reviewed.push({ takeId: review.takeId, reviewId: review.id });
      },
    },
    approvals: {
      add: async (takeId, approval) => {
        await orm.insert(approvals).values({ ...approval, takeId, at: new Date(approval.at) });
      },
    },
    ledger: {
      append: async (build) => {
        const entry = await appendEntry(orm, build);
        ledgerIndex = entry.index;
        return entry;
      },
    },
    jobs: { enqueue },
  };
  const events = (): StudioEvent[] => [
    ...[...changed].map(([takeId, state]) => ({ kind: 'take-changed' as const, takeId, state, ledgerIndex })),
    ...[...calls.values()].map((where) => ({ kind: 'call-changed' as const, ...where })),
    ...reviewed.map((review) => ({ kind: 'review-added' as const, ...review, ledgerIndex })),
    ...[...registers].map((production) => ({ kind: 'register-changed' as const, production, ledgerIndex })),
  ];
  return { writer, events };
}

async function addTake(orm: NodePgDatabase, take: NewTake): Promise<TakeRecord> {
  const createdAt = new Date(take.requestedAt);
  await orm
    .insert(productions)
    .values({
      slug: take.production,
      title: take.production,
      packs: [],
      vocabulary: NO_VOCABULARY,
      isUnionOnStrike: false,
      models: DEFAULT_MODEL_TERMS,
      createdAt,
    })
    .onConflictDoNothing();
  const [shot] = await orm
    .insert(shots)
    .values({ production: take.production, code: take.shot, createdAt, takeCount: 1 })
    .onConflictDoUpdate({ target: [shots.production, shots.code], set: { takeCount: sql`${shots.takeCount} + 1` } })
    .returning({ version: shots.takeCount });
  if (!shot) throw new Error(`Shot "${take.shot}" gave no version`);
  await orm.insert(takes).values(toTakeRow(take, shot.version));
  return readBack(orm, take.id);
}

async function changeTake(orm: NodePgDatabase, id: string, change: TakeChange): Promise<TakeRecord> {
  await orm.update(takes).set(toTakeChange(change)).where(eq(takes.id, id));
  const uses = [...(change.outputs ?? []), ...(change.files ?? [])];
  if (uses.length > 0) await addFileUses(orm, id, uses);
  return readBack(orm, id);
}

async function addFileUses(orm: NodePgDatabase, takeId: string, files: readonly TakeFile[]): Promise<void> {
  const hashes = [...new Set(files.map((file) => file.sha256))];
  await orm
    .insert(fileUses)
    .values(hashes.map((sha256) => ({ sha256, takeId })))
    .onConflictDoNothing();
}

async function readBack(orm: NodePgDatabase, id: string): Promise<TakeRecord> {
  const [take] = await selectTakes(orm, [eq(takes.id, id)], 1);
  if (!take) throw new Error(`Take "${id}" vanished within its transaction`);
  return take;
}

/** The head's row lock puts all writers of the ledger in one queue until they commit. */
async function appendEntry(
  orm: NodePgDatabase,
  build: (head: LedgerHead | undefined) => LedgerEntry,
): Promise<LedgerEntry> {
  const [row] = await orm.select().from(ledgerHead).for('update');
  if (!row) throw new Error('The ledger has no head');
  const entry = build(row.hash && row.index !== null ? { index: row.index, hash: row.hash } : undefined);
  await orm.insert(ledgerEntries).values(entry);
  await orm.update(ledgerHead).set({ index: entry.index, hash: entry.hash });
  return entry;
}
