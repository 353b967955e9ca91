import {
  consentSchema,
  decisionSchema,
  licenceSchema,
  modelCardSchema,
  performerSchema,
  personUseSchema,
  productionSchema,
  workSchema,
} from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { takeSummaryWire } from './take-wire.ts';

/** Path parameters. */
export const productionParams = z.object({ production: productionSchema.unwrap().shape.slug });
export const performerParams = z.object({ performer: z.string().min(1).max(100) });
export const consentParams = z.object({ consent: z.string().min(1).max(100) });
export const licenceParams = z.object({ licence: z.string().min(1).max(100) });
export const modelParams = z.object({ model: z.string().min(1).max(100) });
export const workParams = z.object({ work: z.string().min(1).max(100) });

/** A consent, and how it stands today: a granted one may have run out. */
export const consentWire = consentSchema
  .unwrap()
  .extend({ standing: z.enum(['draft', 'granted', 'expired', 'withdrawn']) })
  .openapi('Consent');
export type ConsentView = z.infer<typeof consentWire>;

/** A model card just registered. */
export const registeredCardWire = modelCardSchema
  .unwrap()
  .extend({
    /** Names that may have been meant, where this build does not know the card's at its back end; nearest first. */
    nearNames: z.array(z.string()),
  })
  .openapi('RegisteredCard');

/** All that a production keeps in its registers. */
export const registerWire = z
  .object({
    production: productionSchema,
    performers: z.array(performerSchema),
    consents: z.array(consentWire),
    licences: z.array(licenceSchema),
    models: z.array(modelCardSchema),
    works: z.array(workSchema),
  })
  .openapi('Register');
export type RegisterView = z.infer<typeof registerWire>;

/** A delivery that left the studio before, or may have. */
export const earlierDeliveryWire = z
  .object({
    takeId: z.string(),
    shot: z.string(),
    version: z.int(),
    /** Its name alone for who does not see where the studio keeps what it delivers. */
    folder: z.string(),
    at: z.string(),
    by: z.string(),
    /** What was delivered stands on a right that was withdrawn since: somebody has to call it back. */
    isWithheld: z.boolean(),
    /** It was started and nobody knows how it ended, as when its process was killed: the folder may have left. */
    isUncertain: z.boolean(),
  })
  .openapi('EarlierDelivery');
export type EarlierDeliveryView = z.infer<typeof earlierDeliveryWire>;

/** What a withdrawal stopped. */
export const withdrawalWire = z
  .object({ quarantined: z.array(z.string()), deliveries: z.array(earlierDeliveryWire) })
  .openapi('Withdrawal');
export type WithdrawalView = z.infer<typeof withdrawalWire>;

/** What policy says, and the smallest changes that would lead to another answer. */
export const explanationWire = z
  .object({
    decision: decisionSchema,
    whatIf: z.array(
      z.object({ changes: z.array(z.string()).readonly(), outcome: decisionSchema.unwrap().shape.outcome }),
    ),
  })
  .openapi('Explanation');
export type ExplanationView = z.infer<typeof explanationWire>;

/** A take that stands on a right, and what it does with the people asked about; nobody where it was asked of a licence. */
const takeUseWire = takeSummaryWire.extend({ people: z.array(personUseSchema) }).openapi('TakeUse');
export type TakeUseView = z.infer<typeof takeUseWire>;

/** Every take that stands on a right. */
export const usesWire = z.object({ takes: z.array(takeUseWire) }).openapi('Uses');

/** What a performer, or who speaks for them, sees: their records, what they agreed to, and every take that uses them. */
export const mineWire = z
  .object({
    performers: z.array(performerSchema),
    consents: z.array(consentWire),
    takes: z.array(takeUseWire),
    /** Titles of the productions that they are in. */
    productions: z.array(z.object({ slug: z.string(), title: z.string() })),
  })
  .openapi('Mine');
export type MineView = z.infer<typeof mineWire>;
