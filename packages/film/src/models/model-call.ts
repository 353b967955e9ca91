import { z } from 'zod';
import { shotCodeSchema, slugSchema } from '../names-schema.ts';
import { sha256Schema } from '../sha256-schema.ts';
import { takeErrorSchema } from '../take-error.ts';
import { modelTaskSchema } from './model-task.ts';
import { usdMicrosSchema } from './money.ts';

/**
 * Where a call stands. `starting`: it is on record and, unless it is unsent, may have reached the vendor. `collecting`: the vendor is
 * done, and what it made is fetched. `uncertain`: nobody knows whether it reached the vendor, or what became of it there;
 * it is never sent a second time.
 */
const modelCallStateSchema = z.enum([
  'starting',
  'running',
  'collecting',
  'finished',
  'failed',
  'cancelled',
  'uncertain',
]);
export type ModelCallState = z.infer<typeof modelCallStateSchema>;

const fileSchema = z
  .strictObject({
    slot: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sha256: sha256Schema,
    byteLength: z.int().nonnegative(),
    /** Of what came back: whether its maker's own Content Credentials are there, and hold. */
    credentials: z.enum(['unsealed', 'valid', 'trusted', 'invalid']).exactOptional(),
  })
  .readonly();

/** One request to a model, from its plan to its answer; everything that was sent and came back is kept by its hash. */
export const modelCallSchema = z
  .strictObject({
    /** Also the idempotency key that the vendor gets. */
    id: z.string().min(1),
    /** Absent, as the shot, for a brief that was read: it belongs to its production alone. */
    take: z.string().exactOptional(),
    production: slugSchema,
    shot: shotCodeSchema.exactOptional(),
    /** Within the take. */
    name: z.string(),
    task: modelTaskSchema,
    card: z.string(),
    model: z.string(),
    backEnd: z.string(),
    state: modelCallStateSchema,
    /** Of a starting call: nothing of it is at the vendor, whose last word may be that it has no room: it may be started. */
    isUnsent: z.literal(true).exactOptional(),
    /** Id of the call that was sent and paid, where this one took its answer over: it was not sent itself, and cost nothing. */
    reuses: z.string().exactOptional(),
    /** What the vendor calls it; absent until it has answered. */
    handle: z.record(z.string(), z.unknown()).readonly().exactOptional(),
    sent: z.strictObject({ words: z.string(), files: z.array(fileSchema).readonly() }).readonly(),
    received: z.array(fileSchema).readonly(),
    estimateUsdMicros: usdMicrosSchema.exactOptional(),
    /** What it cost; the estimate where the vendor does not say. */
    costUsdMicros: usdMicrosSchema.exactOptional(),
    /** Of a failed call: the vendor had taken it, or nobody knows that it had not. Absent where the vendor refused it. */
    mayBeCharged: z.literal(true).exactOptional(),
    error: takeErrorSchema.exactOptional(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().exactOptional(),
  })
  .readonly();
export type ModelCall = z.infer<typeof modelCallSchema>;
