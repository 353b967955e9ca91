import { personSchema } from '@backlot/film';
import { z } from 'zod';
import type { StudioPorts } from '../studio.ts';
import type { EarlierDelivery } from './withdrawal.ts';

const startedBody = z.object({ folder: z.string() });
const deliveredBody = z.object({
  by: personSchema,
  fileCount: z.int(),
  checksumsSha256: z.string(),
  startedIndex: z.int(),
});

/** All deliveries of a take that the ledger knows, oldest first. */
export async function listDeliveriesOf(
  { records }: Pick<StudioPorts, 'records'>,
  takeId: string,
): Promise<EarlierDelivery[]> {
  const entries = await records.ledger.about(takeId);
  return entries.flatMap(({ kind, at, index: ledgerIndex, body }) => {
    if (kind !== 'take-delivered') return [];
    const { by, fileCount, checksumsSha256, startedIndex } = deliveredBody.parse(body);
    const { folder } = startedBody.parse(entries.find(({ index }) => index === startedIndex)?.body);
    return [{ takeId, folder, at, by, fileCount, checksumsSha256, ledgerIndex }];
  });
}
