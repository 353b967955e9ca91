/** Starts work on items a few ahead and gives the results in the items' order; `inFlight` bounds what lies in memory. */
export async function* runAhead<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  inFlight: number,
  start: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const running: Promise<Result>[] = [];
  for await (const item of items) {
    const result = start(item);
    // A failure is heard when its turn comes; until then it must not count as unhandled.
    result.catch(() => {});
    running.push(result);
    const first = running.length >= inFlight ? running.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of running) yield await result;
}
