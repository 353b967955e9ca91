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

/** What somebody changes of them: what it does not name stays as it is, and `null` lifts a limit. */
export const modelTermsChangeSchema = z
  .strictObject({
    isOffline: z.boolean().exactOptional(),
    budgetUsdMicros: usdMicrosSchema.nullable().exactOptional(),
    /** By code; shots that are not named keep their limits. */
    shotBudgetsUsdMicros: z.record(shotCodeSchema, usdMicrosSchema.nullable()).readonly().exactOptional(),
  })
  .readonly();
export type ModelTermsChange = z.infer<typeof modelTermsChangeSchema>;

/** Of a production that has not said anything yet: nothing is forbidden, nothing is limited. */
export const DEFAULT_MODEL_TERMS: ModelTerms = { isOffline: false, shotBudgetsUsdMicros: {} };

/** The terms with a change made to them. */
export function changeModelTerms(terms: ModelTerms, change: ModelTermsChange): ModelTerms {
  const { budgetUsdMicros = null } = { ...terms, ...change };
  const limits = Object.entries({ ...terms.shotBudgetsUsdMicros, ...change.shotBudgetsUsdMicros });
  return {
    isOffline: change.isOffline ?? terms.isOffline,
    ...(budgetUsdMicros === null ? {} : { budgetUsdMicros }),
    shotBudgetsUsdMicros: Object.fromEntries(
      limits.flatMap(([shot, limit]) => (limit === null ? [] : [[shot, limit]])),
    ),
  };
}
