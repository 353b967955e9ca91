import type { Person } from '@backlot/film';

/** What happened, before it has its place in the chain. */
export interface LedgerEntryDraft {
  /** noun-verb: `take-requested`, `take-sealed`, … */
  readonly event: string;
  readonly takeId?: string;
  readonly actor: Person;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** JSON; hashes of what it speaks of. */
  readonly body: unknown;
}

/** A row of the ledger: a draft, its place, and hashes that tie it to the row before. */
export interface LedgerEntry extends LedgerEntryDraft {
  /** Counts from 1, without gaps. */
  readonly sequence: number;
  /** Hash of the row before; 64 zeros for the first. */
  readonly previousHash: string;
  readonly hash: string;
}
