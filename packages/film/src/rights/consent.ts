import { z } from 'zod';
import { shotCodeSchema, slugSchema } from '../names-schema.ts';
import { sha256Schema } from '../sha256-schema.ts';
import { operationSchema } from './operation.ts';

const words = z.string().trim().min(1).max(200);

/**
 * What kind of agreement it is. The three replicas as SAG-AFTRA defines them (2023 TV/Theatrical, "Digital Replicas
 * 101"); `digital-alteration` changes a recorded performance; `voice` is the voice alone.
 */
export const consentKindSchema = z.enum([
  'employment-based-replica',
  'independently-created-replica',
  'background-actor-replica',
  'digital-alteration',
  'voice',
]);
export type ConsentKind = z.infer<typeof consentKindSchema>;

/** What the performer agreed to, for this production and no other. */
const consentScopeSchema = z
  .strictObject({
    /** Shots it holds for, or all of the production. */
    shots: z.union([z.literal('all'), z.array(shotCodeSchema).min(1).max(1000).readonly()]),
    operations: z
      .array(
        z
          .strictObject({
            operation: operationSchema,
            /** Years that a re-ageing may go, younger or older. */
            mostYears: z.int().positive().max(100).exactOptional(),
          })
          .readonly(),
      )
      .min(1)
      .max(20)
      .readonly(),
    /** BCP 47 languages for voice and dubbing: `en`, `pt-BR`. Empty: none. */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/))
      .max(100)
      .readonly(),
  })
  .readonly();
export type ConsentScope = z.infer<typeof consentScopeSchema>;

/** Who signed, and whether the replica terms were signed or initialled apart from the rest. */
const consentSignatureSchema = z
  .strictObject({
    by: z.enum(['performer', 'authorised-representative', 'union']),
    name: words,
    signedOn: z.iso.date(),
    isSeparatelySigned: z.boolean(),
  })
  .readonly();
export type ConsentSignature = z.infer<typeof consentSignatureSchema>;

const content = {
  performer: z.string().min(1).max(100),
  kind: consentKindSchema,
  /** A reasonably specific description of the intended use. */
  description: z.string().trim().min(1).max(5000),
  scope: consentScopeSchema,
  /** First and last day, both included. */
  term: z.strictObject({ from: z.iso.date(), until: z.iso.date() }).readonly(),
  /** `world`, or ISO 3166 countries. */
  territory: z.union([
    z.literal('world'),
    z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .max(250)
      .readonly(),
  ]),
  signature: consentSignatureSchema.exactOptional(),
  /** Counsel who represented the performer, or the union agreement that covers replicas (California AB 2602). */
  cover: z.strictObject({ counsel: words.exactOptional(), unionAgreement: words.exactOptional() }).readonly(),
  /** Notice given before a scanning session (SAG-AFTRA: 48 hours). */
  scanning: z.strictObject({ noticeGivenAt: z.iso.datetime(), startsAt: z.iso.datetime() }).readonly().exactOptional(),
};

/** What a person sends to record a consent, as a draft. */
export const consentRequestSchema = z
  .strictObject({ ...content, cover: content.cover.default({}) })
  .refine((consent) => consent.term.from <= consent.term.until, {
    path: ['term', 'until'],
    message: 'expected a day on or after the first',
  })
  .readonly();
export type ConsentRequest = z.infer<typeof consentRequestSchema>;

/** What is recorded; that a granted one has run out is told by its term and the day (`consentStateOn`). */
const recordedConsentStateSchema = z.enum(['draft', 'granted', 'withdrawn']);
export type RecordedConsentState = z.infer<typeof recordedConsentStateSchema>;

/** A performer's agreement, as it stands. Only its state ever changes. */
export const consentSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    ...content,
    state: recordedConsentStateSchema,
    /** The signed document; without one a consent cannot be granted. */
    document: z
      .strictObject({ sha256: sha256Schema, name: words, byteLength: z.int().nonnegative() })
      .readonly()
      .exactOptional(),
    createdAt: z.iso.datetime(),
    grantedAt: z.iso.datetime().exactOptional(),
    withdrawnAt: z.iso.datetime().exactOptional(),
    /** Who withdrew it, by name. */
    withdrawnBy: words.exactOptional(),
  })
  .readonly();
export type Consent = z.infer<typeof consentSchema>;

export type ConsentState = RecordedConsentState | 'expired';

/** How a consent stands at an instant (ISO 8601, UTC): a granted one is expired once its last day is over. */
export function consentStateOn(consent: Pick<Consent, 'state' | 'term'>, instant: string): ConsentState {
  return consent.state === 'granted' && instant.slice(0, 10) > consent.term.until ? 'expired' : consent.state;
}
