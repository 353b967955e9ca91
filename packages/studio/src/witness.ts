import { appendLedgerEntry, type LedgerEntry } from '@backlot/evidence';
import type { Person } from '@backlot/film';
import type { RecordsWriter } from './ports/records.ts';

/** What happened, and who did it. */
export interface Happening {
  /** noun-verb: `take-requested`, `seal-verified`, … */
  readonly kind: string;
  /** A take's id, or `production:<slug>`. */
  readonly subject: string;
  readonly by: Person;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** JSON; fields that are undefined are left out. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Appends to the ledger, in the transaction of the change that it witnesses. */
export function witness(writer: RecordsWriter, { kind, subject, by, at, body }: Happening): Promise<LedgerEntry> {
  // Through JSON, so that what is hashed is what the database gives back.
  const plain: unknown = JSON.parse(JSON.stringify({ by, ...body }));
  return writer.ledger.append((head) => appendLedgerEntry(head, { at, kind, subject, body: plain }));
}
