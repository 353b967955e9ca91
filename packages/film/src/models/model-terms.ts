import { z } from 'zod';
import { shotCodeSchema } from '../names-schema.ts';
import { usdMicrosSchema } from './money.ts';

/** On what terms a production uses models. */
export const modelTermsSchema = z
  .strictObject({
    /** Nothing of this production is sent to any server, own ones included. */
    isOffline: z.boolean(),
    /** All that its models may cost; absent: no limit. */
    budgetUsdMicros: usdMicrosSchema.exactOptional(),
    /** Limits of single shots, by code. */
    shotBudgetsUsdMicros: z.record(shotCodeSchema, usdMicrosSchema).readonly(),
  })
  .readonly();
export type ModelTerms = z.infer<typeof modelTermsSchema>;

/** Of a production that has not said anything yet: nothing is forbidden, nothing is limited. */
export const DEFAULT_MODEL_TERMS: ModelTerms = { isOffline: false, shotBudgetsUsdMicros: {} };
