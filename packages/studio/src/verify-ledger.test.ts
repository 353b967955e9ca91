import { appendLedgerEntry, type LedgerEntry } from '@backlot/evidence';
import { describe, expect, it } from 'vitest';
import { createInMemoryPorts } from './testing/in-memory-ports.ts';
import { verifyLedger } from './verify-ledger.ts';

const entries: LedgerEntry[] = [];
for (let index = 0; index < 2500; index += 1) {
  const record = { at: '2026-01-01T00:00:00.000Z', kind: 'tested', subject: 'x', body: { index } };
  entries.push(appendLedgerEntry(entries.at(-1), record));
}

/** Verifies these rows, and says from where on pages were read. */
async function verify(rows: readonly LedgerEntry[]) {
  const { records } = createInMemoryPorts('unused');
  const asked: number[] = [];
  const ledger: typeof records.ledger = {
    ...records.ledger,
    head: async () => ({ index: 2499, hash: entries[2499]!.hash }),
    read: async (from, limit) => {
      asked.push(from);
      return rows.filter((entry) => entry.index >= from).slice(0, limit);
    },
  };
  return { report: await verifyLedger({ records: { ...records, ledger } }), asked };
}

describe('verifying a ledger of several pages', () => {
  it('follows the chain from page to page to the head', async () => {
    const { report, asked } = await verify(entries);
    expect(report).toEqual({ state: 'valid', entries: 2500, reasons: [] });
    expect(asked).toEqual([0, 1000, 2000]);
  });

  it('sees an entry that is missing where two pages meet', async () => {
    const { report } = await verify(entries.filter((entry) => entry.index !== 1000));
    expect(report).toMatchObject({ state: 'invalid', brokenAt: 1000 });
  });

  it('sees that the last page is missing', async () => {
    const { report } = await verify(entries.slice(0, 2000));
    expect(report).toMatchObject({ state: 'invalid', brokenAt: 2000, entries: 2000 });
  });
});
