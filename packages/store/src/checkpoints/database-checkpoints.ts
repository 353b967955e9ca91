import { BacklotError } from '@backlot/film';
import { type CheckpointStore, type LedgerCheckpoint, parseCheckpoint } from '@backlot/studio';
import { asc, desc, gt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../postgres/database.ts';
import { ledgerCheckpoints } from '../records/schema.ts';
import type { CheckpointFile } from './checkpoint-file.ts';

/** Any number will do; it must never change. */
const LOCK_KEY = 72_160_002;

/**
 * Checkpoints in the database and in a file apart from it. A checkpoint is in the file before its transaction ends, so
 * a process that is killed leaves the file one ahead at most; the next writer brings the two together.
 */
export function createDatabaseCheckpoints(
  database: Database,
  file: CheckpointFile,
  { isFileComplete }: { readonly isFileComplete: boolean },
): CheckpointStore {
  return {
    read: () =>
      database.transaction(async ({ orm, execute }) => {
        await execute('select pg_advisory_xact_lock_shared($1)', [LOCK_KEY]);
        const rows = await orm.select().from(ledgerCheckpoints).orderBy(asc(ledgerCheckpoints.number));
        return { database: rows.map((row) => row.checkpoint), file: await file.readAll(), isFileComplete };
      }),
    append: (build) =>
      database.transaction(async ({ orm, execute }) => {
        await execute('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
        const next = await build(await bringTogether(orm, file));
        if (!next) return undefined;
        await file.append([next]);
        await insert(orm, next);
        return next;
      }),
  };
}

/** @throws BacklotError `LEDGER_BROKEN` where the two contradict each other: nothing is written then */
async function bringTogether(orm: NodePgDatabase, file: CheckpointFile): Promise<LedgerCheckpoint | undefined> {
  const [kept] = await orm.select().from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.number)).limit(1);
  const line = await file.readLast();
  const written = parseCheckpoint(line);
  if (line !== undefined && !written) throw contradiction('its last line is no checkpoint');
  const [inDatabase, inFile] = [kept?.number ?? -1, written?.number ?? -1];
  if (inFile < inDatabase) {
    const rows = await orm.select().from(ledgerCheckpoints).where(gt(ledgerCheckpoints.number, inFile));
    await file.append(rows.sort((a, b) => a.number - b.number).map((row) => row.checkpoint));
    return parseCheckpoint(kept?.checkpoint);
  }
  if (!written) return undefined;
  if (inFile > inDatabase + 1) throw contradiction(`it has checkpoint ${inFile}, the database only ${inDatabase}`);
  if (inFile > inDatabase) await insert(orm, written);
  else if (JSON.stringify(parseCheckpoint(kept?.checkpoint)) !== JSON.stringify(written)) {
    throw contradiction(`its checkpoint ${inFile} is another one than that of the database`);
  }
  return written;
}

async function insert(orm: NodePgDatabase, checkpoint: LedgerCheckpoint): Promise<void> {
  await orm.insert(ledgerCheckpoints).values({ number: checkpoint.number, checkpoint });
}

function contradiction(problem: string): BacklotError {
  return new BacklotError('LEDGER_BROKEN', `File of checkpoints: ${problem}`, {
    hint: 'Run "npx backlot verify --ledger", and compare both with a backup.',
  });
}
