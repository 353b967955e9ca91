import type { LedgerEntry, Studio, TakeFilter, TakeRecord } from '@backlot/studio';
import type { rememberTakes } from '../events/remember-takes.ts';
import { toTakeResource } from './resources.ts';
import type { RequestAccess } from './route-access.ts';

type Visitor = Pick<RequestAccess<never>, 'may'>;

/** Pages read at most to fill one page of somebody who sees little. */
const MAX_PAGES = 20;

/** Takes of the filter that the visitor may see, newest first, as many as the filter's limit where there are. */
export async function listVisibleTakes(
  studio: Studio,
  visitor: Visitor,
  { limit, ...filter }: TakeFilter & { readonly limit: number },
): Promise<TakeRecord[]> {
  const visible: TakeRecord[] = [];
  let before = filter.before;
  for (let page = 0; page < MAX_PAGES && visible.length < limit; page += 1) {
    const takes = await studio.listTakes({ ...filter, limit, ...(before === undefined ? {} : { before }) });
    visible.push(...onlyVisibleTakes(visitor, takes));
    before = takes.at(-1)?.id;
    if (takes.length < limit) break;
  }
  return visible.slice(0, limit);
}

/** Those of the takes that the visitor may see. */
export function onlyVisibleTakes({ may }: Visitor, takes: readonly TakeRecord[]): TakeRecord[] {
  return takes.filter((take) => may('view-take', toTakeResource(take)));
}

/** Ledger entries about what the visitor may see: takes, productions, and the studio itself for who holds a role in all. */
export async function onlyVisible(
  takeOf: ReturnType<typeof rememberTakes>,
  visitor: Visitor,
  entries: readonly LedgerEntry[],
): Promise<LedgerEntry[]> {
  const answers = new Map<string, Promise<boolean>>();
  const mayKnow = (entry: LedgerEntry): Promise<boolean> => {
    const known = answers.get(entry.subject) ?? mayKnowOf(takeOf, visitor, entry);
    answers.set(entry.subject, known);
    return known;
  };
  const visible = await Promise.all(entries.map(async (entry) => ((await mayKnow(entry)) ? [entry] : [])));
  return visible.flat();
}

async function mayKnowOf(
  takeOf: ReturnType<typeof rememberTakes>,
  visitor: Visitor,
  { subject, body }: LedgerEntry,
): Promise<boolean> {
  const take = await takeOf(subject);
  if (take) return visitor.may('view-take', toTakeResource(take));
  if (visitor.may('read-ledger', { kind: 'studio' })) return true;
  const production = productionOf(subject, body);
  return production !== undefined && visitor.may('read-ledger', { kind: 'production', production });
}

/** Entries about a register say whose it is. */
function productionOf(subject: string, body: unknown): string | undefined {
  const named = /^production:(.+)$/.exec(subject)?.[1];
  if (named !== undefined || !/^(?:performer|consent|licence|model):/.test(subject)) return named;
  const production: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'production') : undefined;
  return typeof production === 'string' ? production : undefined;
}
