import { z } from '@hono/zod-openapi';

const sealStateWire = z.enum(['valid', 'trusted', 'invalid', 'unsealed']);

/** Whether the hash chain holds; `brokenAt` is the first entry that does not. */
export const ledgerReportWire = z
  .object({
    state: z.enum(['valid', 'invalid']),
    entries: z.int(),
    brokenAt: z.int().optional(),
    reasons: z.array(z.string()).readonly(),
  })
  .openapi('LedgerReport');
export type LedgerReport = z.infer<typeof ledgerReportWire>;

/** Whether a take's files and ledger rows still hold. */
export const verificationWire = z
  .object({
    takeId: z.string(),
    state: sealStateWire,
    reasons: z.array(z.string()).readonly(),
    files: z
      .array(
        z.object({
          name: z.string(),
          role: z.string(),
          state: sealStateWire,
          reasons: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    ledger: ledgerReportWire,
  })
  .openapi('Verification');
export type Verification = z.infer<typeof verificationWire>;

/** One row of the hash-chained ledger; `index` counts from 0 without gaps, `subject` is mostly a take's id. */
export const ledgerEntryWire = z
  .object({
    index: z.int(),
    at: z.string(),
    kind: z.string(),
    subject: z.string(),
    body: z.unknown(),
    previousHash: z.string(),
    hash: z.string(),
  })
  .openapi('LedgerEntry');
export type LedgerEntry = z.infer<typeof ledgerEntryWire>;
