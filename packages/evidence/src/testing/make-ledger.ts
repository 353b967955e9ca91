import { appendLedgerEntry, type LedgerEntry } from '../ledger.ts';

/** A sound ledger of `count` entries such as the studio writes. */
export function makeLedger(count: number): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const record = {
      at: new Date(Date.UTC(2026, 10, 22, 10, 0, index)).toISOString(),
      kind: index % 3 === 0 ? 'take-sealed' : 'note-added',
      subject: `t${index % 7}`,
      body: {
        take: `t${index}`,
        files: [{ sha256: `${index}`, frame: index, isLast: index % 2 === 0, scale: index / 7 }],
        by: { name: 'Žofie', role: 'artist', note: null },
      },
    };
    entries.push(appendLedgerEntry(entries.at(-1), record));
  }
  return entries;
}

/** As a database gives it back: other key order, fresh objects. */
export function copyLedger(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.map((entry) => JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(entry).reverse()))));
}

/** The paths of all plain values in a JSON value. */
export function listPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => listPaths(inner, [...path, key]));
}

/** Puts a value at a path. */
export function setAt(root: unknown, path: readonly string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(inner as object, key), root) as object;
  Reflect.set(parent, path.at(-1) ?? '', value);
}

/** What stands at a path. */
export function getAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), root);
}
