import type { LedgerEntry } from '@backlot/evidence';
import type { StudioPorts } from '../studio.ts';

/** A delivery that left the studio. */
export interface EarlierDelivery {
  readonly takeId: string;
  readonly folder: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who let it go, by name. */
  readonly by: string;
}

/** All deliveries of a take that the ledger knows, oldest first. */
export async function listDeliveriesOf(
  { records }: Pick<StudioPorts, 'records'>,
  takeId: string,
): Promise<EarlierDelivery[]> {
  const entries = await records.ledger.about(takeId);
  return entries.flatMap((entry) => {
    if (entry.kind !== 'take-delivered') return [];
    const started = entries.find(({ index }) => index === fieldOf(entry, 'startedIndex'));
    const folder = started ? String(fieldOf(started, 'folder') ?? '') : '';
    const by = fieldOf(entry, 'by');
    const name = typeof by === 'object' && by !== null ? String(Reflect.get(by, 'name') ?? '') : '';
    return [{ takeId, folder, at: entry.at, by: name }];
  });
}

function fieldOf({ body }: LedgerEntry, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
