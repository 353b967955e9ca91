import { describe, expect, it } from 'vitest';
import { appendLedgerEntry, GENESIS_HASH, type LedgerEntry, verifyLedger, verifyLedgerPages } from './ledger.ts';
import { createSeededRandom } from './testing/seeded-random.ts';

function makeLedger(count: number): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const body = {
      take: `t${index}`,
      files: [{ sha256: `${index}`, frame: index }],
      by: { name: 'Ada', role: 'artist' },
    };
    const record = {
      at: `2026-11-22T10:00:${String(index).padStart(2, '0')}.000Z`,
      kind: 'take-sealed',
      subject: `t${index}`,
      body,
    };
    entries.push(appendLedgerEntry(entries.at(-1), record));
  }
  return entries;
}

/** As a database gives it back: other key order, fresh objects. */
function copy(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.map((entry) => JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(entry).reverse()))));
}

describe('a ledger', () => {
  it('starts from zeros and chains each entry to the one before', () => {
    const [first, second] = makeLedger(2);
    expect(first).toMatchObject({ index: 0, previousHash: GENESIS_HASH });
    expect(second).toMatchObject({ index: 1, previousHash: first!.hash });
  });

  it('is intact when empty and as written', () => {
    expect(verifyLedger([])).toEqual({ state: 'intact', count: 0, head: undefined });
    const entries = makeLedger(5);
    const head = { index: 4, hash: entries[4]!.hash };
    expect(verifyLedger(copy(entries), head)).toEqual({ state: 'intact', count: 5, head });
  });

  it('accepts entries that were appended after the head was noted', () => {
    const entries = makeLedger(5);
    expect(verifyLedger(entries, { index: 2, hash: entries[2]!.hash }).state).toBe('intact');
  });

  it('names the first entry in which any field is changed, at any depth', () => {
    const entries = makeLedger(6);
    for (const [index, entry] of entries.entries()) {
      for (const path of listPaths(entry)) {
        const changed = copy(entries);
        changeAt(changed[index], path);
        const found = verifyLedger(changed);
        expect(found, `${index}: ${path.join('.')}`).toMatchObject({ state: 'broken', index });
      }
    }
  });

  it('sees fields added and taken away', () => {
    const entries = copy(makeLedger(3));
    Object.assign(entries[1]!, { note: 'by me' });
    expect(verifyLedger(entries)).toMatchObject({ state: 'broken', index: 1 });
    const fewer = copy(makeLedger(3));
    Reflect.deleteProperty(fewer[2]!, 'body');
    expect(verifyLedger(fewer)).toMatchObject({ state: 'broken', index: 2 });
  });

  it('sees entries removed, swapped, repeated or cut off the end', () => {
    const entries = makeLedger(6);
    const head = { index: 5, hash: entries[5]!.hash };
    const without = entries.filter((_, index) => index !== 2);
    const swapped = [...entries.slice(0, 2), entries[3]!, entries[2]!, ...entries.slice(4)];
    const repeated = [...entries.slice(0, 3), ...entries.slice(2)];
    expect(verifyLedger(without)).toMatchObject({ state: 'broken', index: 2 });
    expect(verifyLedger(swapped)).toMatchObject({ state: 'broken', index: 2 });
    expect(verifyLedger(repeated)).toMatchObject({ state: 'broken', index: 3 });
    expect(verifyLedger(entries.slice(1))).toMatchObject({ state: 'broken', index: 0 });
    expect(verifyLedger(entries.slice(0, 5), head)).toMatchObject({ state: 'broken', index: 5 });
    expect(verifyLedger([], head)).toMatchObject({ state: 'broken', index: 0 });
  });

  it('sees a chain that was written anew from some entry on, by the noted head', () => {
    const entries = makeLedger(4);
    const forged = [...entries.slice(0, 2)];
    for (const entry of entries.slice(2)) forged.push(appendLedgerEntry(forged.at(-1), { ...entry, subject: 'other' }));
    expect(verifyLedger(forged).state).toBe('intact');
    expect(verifyLedger(forged, { index: 3, hash: entries[3]!.hash })).toMatchObject({ state: 'broken', index: 3 });
    expect(
      verifyLedger([...forged, appendLedgerEntry(forged.at(-1), entries[3]!)], { index: 3, hash: entries[3]!.hash }),
    ).toMatchObject({
      state: 'broken',
      index: 3,
    });
  });

  it('sees any single character changed in its text', () => {
    const lines = makeLedger(4).map((entry) => JSON.stringify(entry));
    const random = createSeededRandom(5);
    for (let run = 0; run < 400; run += 1) {
      const row = Math.floor(random() * lines.length);
      const line = lines[row]!;
      const at = Math.floor(random() * line.length);
      const character = String.fromCharCode(32 + Math.floor(random() * 90));
      const changed = line.slice(0, at) + character + line.slice(at + 1);
      if (changed === line) continue;
      const entries = lines.map((text, index) => parseOrUndefined(index === row ? changed : text));
      if (entries.includes(undefined)) continue;
      expect(verifyLedger(entries as LedgerEntry[]), changed).toMatchObject({ state: 'broken', index: row });
    }
  });

  it('refuses to record what JSON cannot say', () => {
    const record = { at: '2026-11-22T10:00:00.000Z', kind: 'take-sealed', subject: 't', body: { seconds: Number.NaN } };
    expect(() => appendLedgerEntry(undefined, record)).toThrow(/finite number/);
  });
});

describe('a ledger read page by page', () => {
  async function* inPages(entries: readonly LedgerEntry[], size: number, read: number[] = []) {
    for (let from = 0; from < entries.length; from += size) {
      read.push(from);
      yield entries.slice(from, from + size);
    }
  }

  it('is judged as when read whole, whatever the page size', async () => {
    const entries = makeLedger(7);
    const head = { index: 6, hash: entries[6]!.hash };
    const changed = copy(entries).map((entry) => (entry.index === 4 ? { ...entry, subject: 'x' } : entry));
    const rejoined = [...entries.slice(0, 4), ...entries.slice(5)];
    for (const ledger of [entries, changed, rejoined, entries.slice(0, 4), []]) {
      for (const size of [1, 2, 4, 7, 100]) {
        expect(await verifyLedgerPages(inPages(ledger, size), head)).toEqual(verifyLedger(ledger, head));
      }
    }
  });

  it('is read no further than to the first fault', async () => {
    const changed = makeLedger(9).map((entry) => (entry.index === 3 ? { ...entry, subject: 'x' } : entry));
    const read: number[] = [];
    expect(await verifyLedgerPages(inPages(changed, 2, read))).toMatchObject({ state: 'broken', index: 3 });
    expect(read).toEqual([0, 2]);
  });
});

function listPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => listPaths(inner, [...path, key]));
}

function changeAt(root: unknown, path: readonly string[]): void {
  const parent = path.slice(0, -1).reduce<unknown>((value, key) => Reflect.get(value as object, key), root) as object;
  const key = path.at(-1)!;
  const before: unknown = Reflect.get(parent, key);
  Reflect.set(parent, key, typeof before === 'number' ? before + 1 : `${String(before).slice(0, -1)}~`);
}

function parseOrUndefined(text: string): LedgerEntry | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
