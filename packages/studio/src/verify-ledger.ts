import { type LedgerEntry, type LedgerMark, verifyLedgerPages } from '@backlot/evidence';
import type { LedgerRepository } from './ports/records.ts';
import type { LedgerReport, StudioPorts } from './studio.ts';

const PAGE = 1000;

/** Walks the whole chain, a page in memory at a time, and compares its end with the head that is kept apart from it. */
export function verifyLedger(ports: Pick<StudioPorts, 'records'>): Promise<LedgerReport> {
  return walkLedger(ports, []);
}

/** The same, for a ledger that has to pass through `marks` too. */
export async function walkLedger(
  { records: { ledger } }: Pick<StudioPorts, 'records'>,
  marks: readonly LedgerMark[],
): Promise<LedgerReport> {
  // The head first: entries added meanwhile lie behind it and do no harm.
  const head = await ledger.head();
  let entries = 0;
  const pages = readLedgerPages(ledger, 0, (page) => {
    entries += page.length;
  });
  const found = await verifyLedgerPages(pages, head, { marks });
  if (found.state === 'intact') return { state: 'valid', entries, reasons: [] };
  const reasons = [`Ledger entry ${found.index}: ${found.reason}`];
  return { state: 'invalid', entries, brokenAt: found.index, reasons };
}

/** The entries from index `start` on, page by page. */
export async function* readLedgerPages(
  ledger: LedgerRepository,
  start: number,
  onPage: (page: readonly LedgerEntry[]) => void = () => {},
): AsyncGenerator<readonly LedgerEntry[]> {
  for (let from = start; ; ) {
    const page = await ledger.read(from, PAGE);
    onPage(page);
    yield page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    from = last.index + 1;
  }
}
