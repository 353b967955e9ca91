import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLedgerEntry, type LedgerEntry, verifyLedger, verifyLedgerPages } from './ledger.ts';
import { copyLedger, getAt, listPaths, makeLedger, setAt } from './testing/make-ledger.ts';

const LEDGER = makeLedger(300);
const HEAD = { index: 299, hash: LEDGER[299]!.hash };
const RUNS = { numRuns: 300, seed: 20261125 };
const place = fc.integer({ min: 0, max: 299 });
const marks = [99, 199, 298].map((index, checkpoint) => ({ index, hash: LEDGER[index]!.hash, checkpoint }));

function expectBroken(entries: readonly LedgerEntry[], index: number): void {
  expect(verifyLedger(entries, HEAD)).toMatchObject({ state: 'broken', index });
}

async function* inPages(entries: readonly LedgerEntry[]) {
  for (let from = 0; from < entries.length; from += 64) yield entries.slice(from, from + 64);
}

describe('of a ledger of 300 entries', () => {
  it('a change of any one field is found, in the entry where it is', () => {
    const change = fc.tuple(place, fc.nat(), fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null)));
    fc.assert(
      fc.property(change, ([index, at, value]) => {
        const entries = copyLedger(LEDGER);
        const paths = listPaths(entries[index]);
        const path = paths[at % paths.length]!;
        fc.pre(
          !Object.is(getAt(entries[index], path), value) &&
            JSON.stringify(value) !== JSON.stringify(getAt(entries[index], path)),
        );
        setAt(entries[index], path, value);
        expectBroken(entries, index);
      }),
      RUNS,
    );
  });

  it('removed entries are found, at the first that is missing', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 5 }), (index, count) => {
        expectBroken([...LEDGER.slice(0, index), ...LEDGER.slice(index + count)], index);
      }),
      RUNS,
    );
  });

  it('two entries that changed places are found, at the first of them', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(one !== other);
        const entries = [...LEDGER];
        [entries[one], entries[other]] = [LEDGER[other]!, LEDGER[one]!];
        expectBroken(entries, Math.min(one, other));
      }),
      RUNS,
    );
  });

  it('an inserted entry is found where it stands, even if its place and hash are made to fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 298 }), fc.boolean(), (index, isCopy) => {
        const before = LEDGER[index - 1];
        const foreign = appendLedgerEntry(before, { at: 'now', kind: 'forged', subject: 'x', body: null });
        const entries = [...LEDGER.slice(0, index), isCopy ? LEDGER[index]! : foreign, ...LEDGER.slice(index)];
        expectBroken(entries, index + 1);
      }),
      RUNS,
    );
  });

  it('a cut tail is found by the head', () => {
    fc.assert(
      fc.property(place, (length) => expectBroken(LEDGER.slice(0, length), length)),
      RUNS,
    );
  });

  it('a chain written anew, its head with it, is found at or before the next checkpoint', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 298 }), async (index) => {
        const forged = LEDGER.slice(0, index);
        for (const entry of LEDGER.slice(index)) {
          forged.push(appendLedgerEntry(forged.at(-1), { ...entry, subject: `${entry.subject}x` }));
        }
        const head = { index: 299, hash: forged[299]!.hash };
        expect(verifyLedger(forged, head).state).toBe('intact');
        const found = await verifyLedgerPages(inPages(forged), head, { marks });
        const next = marks.find((mark) => mark.index >= index)!;
        expect(found).toMatchObject({ state: 'broken', index: next.index });
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('a tail cut off in front of the last checkpoint, the head turned back with it, is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 298 }), async (length) => {
        const cut = LEDGER.slice(0, length);
        const last = cut.at(-1);
        const found = await verifyLedgerPages(inPages(cut), last, { marks });
        expect(found).toMatchObject({ state: 'broken', index: length });
      }),
      { ...RUNS, numRuns: 100 },
    );
  });

  it('it is intact as it was written, whole or from any entry on', async () => {
    expect(await verifyLedgerPages(inPages(copyLedger(LEDGER)), HEAD, { marks })).toMatchObject({ state: 'intact' });
    const after = { index: 149, hash: LEDGER[149]!.hash };
    expect(await verifyLedgerPages(inPages(LEDGER.slice(150)), HEAD, { after })).toMatchObject({ state: 'intact' });
    const other = { index: 149, hash: LEDGER[148]!.hash };
    expect(await verifyLedgerPages(inPages(LEDGER.slice(150)), HEAD, { after: other })).toMatchObject({ index: 150 });
  });
});
