import type { CheckpointCopies, CheckpointStatement, LedgerCheckpoint } from '@backlot/evidence';

/** Where signed checkpoints of the ledger are kept: in the database, and in a file apart from it. Only ever added to. */
export interface CheckpointStore {
  readonly read: () => Promise<CheckpointCopies>;
  /**
   * One writer at a time: `build` gets the last checkpoint and returns the next, or nothing. Durable in both places once
   * this resolves; a writer that dies in between leaves the file one ahead, which the next one mends.
   * @throws BacklotError `LEDGER_BROKEN` where the two contradict each other, and what `build` throws
   */
  readonly append: (
    build: (last: LedgerCheckpoint | undefined) => Promise<LedgerCheckpoint | undefined>,
  ) => Promise<LedgerCheckpoint | undefined>;
}

/** Signs checkpoints, and knows its own signature. */
export interface Notary {
  readonly sign: (statement: CheckpointStatement) => Promise<LedgerCheckpoint>;
  /** Gives a check that says why a checkpoint cannot be relied on; undefined where it can. */
  readonly openCheck: () => Promise<(checkpoint: LedgerCheckpoint) => string | undefined>;
}
