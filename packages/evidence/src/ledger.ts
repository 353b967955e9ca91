import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';

/** What is to be recorded: an event about a subject (`take-sealed`, a take's id). */
export interface LedgerRecord {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  /** Any JSON value; a copy that has been through JSON must be equal to it. */
  readonly body: unknown;
}

/** A record bound to all before it: `hash` is over every other field, `previousHash` included. */
export interface LedgerEntry extends LedgerRecord {
  /** Counts from 0 without gaps. */
  readonly index: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** The last entry's place and hash: kept elsewhere, it shows that entries were cut off the end. */
export interface LedgerHead {
  readonly index: number;
  readonly hash: string;
}

/** An entry that a signed checkpoint vouches for. */
export interface LedgerMark extends LedgerHead {
  /** Number of the checkpoint. */
  readonly checkpoint: number;
}

export type LedgerVerification =
  | { readonly state: 'intact'; readonly count: number; readonly head: LedgerHead | undefined }
  | { readonly state: 'broken'; readonly index: number; readonly reason: string };

/** `previousHash` of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The entry that follows `previous` (undefined for the first). Writers must make sure that no two follow the same one.
 * @throws BacklotError `RECIPE_NOT_CANONICAL` when the body is no JSON value
 */
export function appendLedgerEntry(previous: LedgerHead | undefined, record: LedgerRecord): LedgerEntry {
  const unhashed = {
    index: previous === undefined ? 0 : previous.index + 1,
    at: record.at,
    kind: record.kind,
    subject: record.subject,
    body: record.body,
    previousHash: previous?.hash ?? GENESIS_HASH,
  };
  return { ...unhashed, hash: sha256Hex(canonicalJson(unhashed)) };
}

/**
 * Walks a ledger from its first entry and names the first that is not as it was written. Without `head`, a cut at the
 * end cannot be seen.
 */
export function verifyLedger(entries: Iterable<LedgerEntry>, head?: LedgerHead): LedgerVerification {
  const found = walk(entries, undefined, head);
  return found.state === 'broken' ? found : judgeEnd(found.head, head);
}

/** What else is known of a ledger that is read page by page. */
export interface LedgerPagesOptions {
  /** The pages start behind this entry, which is known to be sound. */
  readonly after?: LedgerHead | undefined;
  /** Entries that signed checkpoints vouch for. */
  readonly marks?: readonly LedgerMark[];
}

/** Like `verifyLedger`, for a ledger that is read page by page and need not fit into memory; reads no page past a fault. */
export async function verifyLedgerPages(
  pages: AsyncIterable<Iterable<LedgerEntry>>,
  head?: LedgerHead,
  { after, marks = [] }: LedgerPagesOptions = {},
): Promise<LedgerVerification> {
  const marked = new Map(marks.map((mark) => [mark.index, mark]));
  let last = after;
  for await (const page of pages) {
    const found = walk(page, last, head, marked);
    if (found.state === 'broken') return found;
    last = found.head;
  }
  const end = judgeEnd(last, head);
  const lost = marks.find((mark) => mark.index >= countTo(last));
  if (end.state === 'broken' || !lost) return end;
  const reason = `the ledger ends before entry ${lost.index}, which checkpoint ${lost.checkpoint} vouches for`;
  return { state: 'broken', index: countTo(last), reason };
}

function walk(
  entries: Iterable<LedgerEntry>,
  before: LedgerHead | undefined,
  head: LedgerHead | undefined,
  marked: ReadonlyMap<number, LedgerMark> = new Map(),
): LedgerVerification {
  let previous = before;
  for (const entry of entries) {
    const index = countTo(previous);
    const reason =
      findFault(entry, index, previous?.hash ?? GENESIS_HASH) ??
      findMarkFault(entry, marked.get(index)) ??
      findHeadFault(entry, head);
    if (reason) return { state: 'broken', index, reason };
    previous = { index, hash: entry.hash };
  }
  return { state: 'intact', count: countTo(previous), head: previous };
}

function judgeEnd(last: LedgerHead | undefined, head: LedgerHead | undefined): LedgerVerification {
  const count = countTo(last);
  if (head && head.index >= count) {
    return { state: 'broken', index: count, reason: `the ledger ends before entry ${head.index}` };
  }
  return { state: 'intact', count, head: last };
}

function countTo(last: LedgerHead | undefined): number {
  return last === undefined ? 0 : last.index + 1;
}

function findFault(entry: LedgerEntry, index: number, previousHash: string): string | undefined {
  if (entry.index !== index) return `expected entry ${index}, got ${entry.index}: entries are missing or out of order`;
  if (entry.previousHash !== previousHash) return 'it does not follow the entry before it';
  return hashOf(entry) === entry.hash ? undefined : 'its content is not what was hashed';
}

/** All fields count, also ones that should not be there. */
function hashOf(entry: LedgerEntry): string | undefined {
  const { hash: _, ...unhashed } = entry;
  try {
    return sha256Hex(canonicalJson(unhashed));
  } catch {
    return undefined;
  }
}

/** A chain rewritten from some entry on is sound in itself; the noted head is not in it. */
function findHeadFault(entry: LedgerEntry, head: LedgerHead | undefined): string | undefined {
  if (head === undefined || entry.index !== head.index || entry.hash === head.hash) return undefined;
  return 'it is not the entry that was noted as the head';
}

function findMarkFault(entry: LedgerEntry, mark: LedgerMark | undefined): string | undefined {
  if (mark === undefined || entry.hash === mark.hash) return undefined;
  return `it is not the entry that checkpoint ${mark.checkpoint} vouches for: the ledger was written anew`;
}
