import { productionSchema } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { takeSummaryWire } from './take-wire.ts';

/** A production with what its row shows: counts, and the newest takes of its 24 latest shots. */
export const productionWire = productionSchema
  .unwrap()
  .extend({
    /** Which of the two is offline, so that nothing is sent to models; null where things are sent. */
    offline: z.enum(['studio', 'production']).nullable(),
    shotCount: z.int(),
    takeCount: z.int(),
    latestTakes: z.array(takeSummaryWire),
  })
  .openapi('Production');
export type ProductionOverview = z.infer<typeof productionWire>;

/** A shot with its newest take. */
export const shotWire = z
  .object({
    production: z.string(),
    code: z.string(),
    createdAt: z.string(),
    takeCount: z.int(),
    latestTake: takeSummaryWire.nullable(),
  })
  .openapi('Shot');
export type ShotOverview = z.infer<typeof shotWire>;
