import { type LedgerEntry, verifyLedger as verifyEntries } from '@backlot/evidence';
import type { LedgerReport, StudioPorts } from './studio.ts';

const PAGE = 1000;

/** Walks the whole chain, and compares its end with the head that is kept apart from it. */
export async function verifyLedger(ports: Pick<StudioPorts, 'records'>): Promise<LedgerReport> {
  // The head first: entries added meanwhile lie behind it and do no harm.
  const head = await ports.records.ledger.head();
  const entries: LedgerEntry[] = [];
  for (;;) {
    const last = entries.at(-1);
    const page = await ports.records.ledger.read(last ? last.index + 1 : 0, PAGE);
    entries.push(...page);
    if (page.length < PAGE) break;
  }
  const found = verifyEntries(entries, head);
  if (found.state === 'intact') return { state: 'valid', entries: found.count, reasons: [] };
  const reasons = [`Ledger entry ${found.index}: ${found.reason}`];
  return { state: 'invalid', entries: entries.length, brokenAt: found.index, reasons };
}
