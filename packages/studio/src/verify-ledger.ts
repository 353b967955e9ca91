import { type LedgerEntry, verifyLedgerPages } from '@backlot/evidence';
import type { LedgerRepository } from './ports/records.ts';
import type { LedgerReport, StudioPorts } from './studio.ts';

const PAGE = 1000;

/** Walks the whole chain, a page in memory at a time, and compares its end with the head that is kept apart from it. */
export async function verifyLedger(ports: Pick<StudioPorts, 'records'>): Promise<LedgerReport> {
  const { ledger } = ports.records;
  // The head first: entries added meanwhile lie behind it and do no harm.
  const head = await ledger.head();
  let entries = 0;
  const found = await verifyLedgerPages(
    readPages(ledger, (page) => {
      entries += page.length;
    }),
    head,
  );
  if (found.state === 'intact') return { state: 'valid', entries, reasons: [] };
  const reasons = [`Ledger entry ${found.index}: ${found.reason}`];
  return { state: 'invalid', entries, brokenAt: found.index, reasons };
}

async function* readPages(
  ledger: LedgerRepository,
  onPage: (page: readonly LedgerEntry[]) => void,
): AsyncGenerator<readonly LedgerEntry[]> {
  for (let from = 0; ; ) {
    const page = await ledger.read(from, PAGE);
    onPage(page);
    yield page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    from = last.index + 1;
  }
}
