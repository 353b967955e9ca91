import { canonicalJson } from './canonical-json.ts';
import { GENESIS_HASH, type LedgerMark } from './ledger.ts';
import { hashCheckpoint, type LedgerCheckpoint, parseCheckpoint } from './ledger-checkpoint.ts';

/** The checkpoints as they lie in two places. Anything may stand there: nothing is trusted before it is checked. */
export interface CheckpointCopies {
  readonly database: readonly unknown[];
  /** Line by line; a line that is no JSON stands as its text. */
  readonly file: readonly unknown[];
  /** Whether all checkpoints of the database pass through this file: no other studio works on the same database. */
  readonly isFileComplete: boolean;
}

/** What the checkpoints prove: the marks that the ledger must pass through, and what is wrong with the checkpoints. */
export interface CheckpointVerification {
  /** By number, without gaps; those that are sound. */
  readonly checkpoints: readonly LedgerCheckpoint[];
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Checks both copies of the checkpoints and compares them. A process that was killed between the two may have left one
 * checkpoint in one of them alone: a note, no fault.
 */
export function verifyCheckpoints(
  { database, file, isFileComplete }: CheckpointCopies,
  findFault: (checkpoint: LedgerCheckpoint) => string | undefined,
): CheckpointVerification {
  const [kept, written] = [readCopy('database', database, findFault), readCopy('file', file, findFault)];
  const common = Math.min(kept.checkpoints.length, written.checkpoints.length);
  const other = kept.checkpoints
    .slice(0, common)
    .find((checkpoint, number) => canonicalJson(checkpoint) !== canonicalJson(written.checkpoints[number]));
  const faults = [...kept.faults, ...written.faults];
  const notes: string[] = [];
  if (other) faults.push(`Checkpoint ${other.number} of the file is another one than that of the database`);
  const missing = database.length - file.length;
  if (missing < -1) faults.push(`The database lacks the last ${-missing} checkpoints of the file`);
  if (missing === -1) notes.push('The database lacks the last checkpoint of the file: a process was killed there');
  if (missing > 1 && isFileComplete) faults.push(`The file lacks the last ${missing} checkpoints of the database`);
  else if (missing > 0) notes.push(`The file lacks the last ${missing} of ${database.length} checkpoints`);
  const longer = written.checkpoints.length > kept.checkpoints.length ? written : kept;
  return { checkpoints: longer.checkpoints, faults, notes };
}

/** The entries that these checkpoints vouch for. */
export function marksOf(checkpoints: readonly LedgerCheckpoint[]): LedgerMark[] {
  return checkpoints.map(({ index, hash, number }) => ({ index, hash, checkpoint: number }));
}

function readCopy(
  place: string,
  values: readonly unknown[],
  findFault: (checkpoint: LedgerCheckpoint) => string | undefined,
): { readonly checkpoints: readonly LedgerCheckpoint[]; readonly faults: readonly string[] } {
  const checkpoints: LedgerCheckpoint[] = [];
  for (const [number, value] of values.entries()) {
    const checkpoint = parseCheckpoint(value);
    const fault = checkpoint ? findPlaceFault(checkpoint, checkpoints.at(-1)) : 'it is not of the form of a checkpoint';
    const reason = fault ?? (checkpoint && findFault(checkpoint));
    if (reason !== undefined || !checkpoint) {
      return { checkpoints, faults: [`Checkpoint ${number} of the ${place}: ${reason}`] };
    }
    checkpoints.push(checkpoint);
  }
  return { checkpoints, faults: [] };
}

function findPlaceFault(checkpoint: LedgerCheckpoint, previous: LedgerCheckpoint | undefined): string | undefined {
  const number = previous === undefined ? 0 : previous.number + 1;
  if (checkpoint.number !== number) {
    return `expected number ${number}, got ${checkpoint.number}: checkpoints are missing or out of order`;
  }
  if (checkpoint.previousHash !== (previous === undefined ? GENESIS_HASH : hashCheckpoint(previous))) {
    return 'it does not follow the checkpoint before it';
  }
  return previous && checkpoint.index <= previous.index ? 'it goes back behind the checkpoint before it' : undefined;
}
