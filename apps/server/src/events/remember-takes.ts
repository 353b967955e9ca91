import type { Studio, TakeRecord } from '@backlot/studio';

/** A take changes seldom and is asked about by every listener at once. */
const REMEMBERED_MS = 1000;
const MAX_REMEMBERED = 1000;

/** Reads takes for many listeners to the same news: each at most once a second. Nothing for an id that names none. */
export function rememberTakes(studio: Pick<Studio, 'getTake'>): (id: string) => Promise<TakeRecord | undefined> {
  const reads = new Map<string, { readonly at: number; readonly take: Promise<TakeRecord | undefined> }>();
  return (id) => {
    const now = performance.now();
    const known = reads.get(id);
    if (known && now - known.at < REMEMBERED_MS) return known.take;
    const take = studio.getTake(id).catch(() => undefined);
    reads.delete(id);
    reads.set(id, { at: now, take });
    const [oldest] = reads.keys();
    if (reads.size > MAX_REMEMBERED && oldest !== undefined) reads.delete(oldest);
    return take;
  };
}
