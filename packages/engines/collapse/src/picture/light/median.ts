/** The lower median of what `read` says of each item; 0 for none. */
export function median<Item>(items: readonly Item[], read: (item: Item) => number): number {
  const values = Float64Array.from(items, read).sort();
  return values[(values.length - 1) >> 1] ?? 0;
}
