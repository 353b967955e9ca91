import { personSchema } from '@backlot/film';
import { z } from 'zod';
import type { StudioPorts } from '../studio.ts';
import type { EarlierDelivery } from './withdrawal.ts';

const startedBody = z.object({
  by: personSchema,
  folder: z.string(),
  checksumsSha256: z.string(),
  /** Entries of earlier versions do not say. */
  fileCount: z.int().default(0),
  terms: z.object({ marksMasters: z.boolean() }).default({ marksMasters: false }),
});
const endedBody = z.object({ startedIndex: z.int() });
const deliveredBody = endedBody.extend({ by: personSchema, fileCount: z.int(), checksumsSha256: z.string() });

/** What ends a `delivery-started`: it was delivered, or is not to be and its folder is gone. */
const ENDS: readonly string[] = ['take-delivered', 'delivery-taken-back'];

/** All deliveries of a take that left or may have left, as the ledger knows them, oldest first. */
export async function listDeliveriesOf(
  { records }: Pick<StudioPorts, 'records'>,
  takeId: string,
): Promise<EarlierDelivery[]> {
  const entries = await records.ledger.about(takeId);
  const ended = new Set(
    entries.filter(({ kind }) => ENDS.includes(kind)).map(({ body }) => endedBody.parse(body).startedIndex),
  );
  return entries.flatMap(({ kind, at, index: ledgerIndex, body }): EarlierDelivery[] => {
    if (kind === 'take-delivered') {
      const { by, fileCount, checksumsSha256, startedIndex } = deliveredBody.parse(body);
      const { folder, terms } = startedBody.parse(entries.find(({ index }) => index === startedIndex)?.body);
      return [{ takeId, folder, at, by, fileCount, checksumsSha256, ledgerIndex, isUncertain: false, ...terms }];
    }
    if (kind !== 'delivery-started' || ended.has(ledgerIndex)) return [];
    const { by, folder, fileCount, checksumsSha256, terms } = startedBody.parse(body);
    return [{ takeId, folder, at, by, fileCount, checksumsSha256, ledgerIndex, isUncertain: true, ...terms }];
  });
}
