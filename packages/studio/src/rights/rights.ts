import type { ProductionDisclosure } from '@backlot/evidence';
import type { Consent, Licence, ModelCard, Performer, Person, Production, WordsFinding, Work } from '@backlot/film';
import type { Explanation } from '@backlot/policy';
import type { TakeRecord } from '../take-record.ts';
import type { EarlierDelivery, Withdrawal } from './withdrawal.ts';

/** All that a production keeps in its registers. */
export interface ProductionRegister {
  readonly performers: readonly Performer[];
  readonly consents: readonly Consent[];
  readonly licences: readonly Licence[];
  readonly models: readonly ModelCard[];
  readonly works: readonly Work[];
}

/** A file that comes with a record, and its name as people know it. */
export interface AttachedDocument {
  readonly path: string;
  readonly name?: string;
}

/** The use cases of rights. What is `unknown` is parsed here. */
export interface Rights {
  /** @throws BacklotError `PRODUCTION_NOT_FOUND` */
  readonly register: (production: string) => Promise<ProductionRegister>;
  /** @throws BacklotError `PERFORMER_NOT_FOUND` */
  readonly getPerformer: (id: string) => Promise<Performer>;
  /** @throws BacklotError `CONSENT_NOT_FOUND` */
  readonly getConsent: (id: string) => Promise<Consent>;
  /** @throws BacklotError `LICENCE_NOT_FOUND` */
  readonly getLicence: (id: string) => Promise<Licence>;
  /** @throws BacklotError `MODEL_NOT_FOUND` */
  readonly getModel: (id: string) => Promise<ModelCard>;
  /** @throws BacklotError `WORK_NOT_FOUND` */
  readonly getWork: (id: string) => Promise<Work>;
  readonly registerPerformer: (production: string, request: unknown, by: Person) => Promise<Performer>;
  readonly changePerformer: (id: string, request: unknown, by: Person) => Promise<Performer>;
  /** Keeps a picture encrypted, for checks only. @throws BacklotError `REFERENCE_UNUSABLE` */
  readonly addReference: (
    performerId: string,
    reference: { readonly path: string; readonly by: Person },
  ) => Promise<Performer>;
  readonly recordConsent: (production: string, request: unknown, by: Person) => Promise<Consent>;
  readonly attachConsentDocument: (
    consentId: string,
    document: AttachedDocument & { readonly by: Person },
  ) => Promise<Consent>;
  /** @throws BacklotError `CONSENT_INCOMPLETE`, `RIGHT_STATE_INVALID` */
  readonly grantConsent: (consentId: string, by: Person) => Promise<Consent>;
  /** Stops everything that nothing else covers. @throws BacklotError `RIGHT_STATE_INVALID` when it was withdrawn before */
  readonly withdrawConsent: (
    consentId: string,
    withdrawal: { readonly by: Person; readonly text?: string },
  ) => Promise<Withdrawal & { readonly consent: Consent }>;
  readonly registerLicence: (
    production: string,
    request: unknown,
    options: { readonly by: Person; readonly document?: AttachedDocument },
  ) => Promise<Licence>;
  readonly revokeLicence: (
    licenceId: string,
    withdrawal: { readonly by: Person; readonly text?: string },
  ) => Promise<Withdrawal & { readonly licence: Licence }>;
  readonly registerModel: (production: string, request: unknown, by: Person) => Promise<ModelCard>;
  /** Another card takes its place; takes go on pointing at the former. @throws BacklotError `RIGHT_STATE_INVALID`, … */
  readonly correctModel: (id: string, request: unknown, by: Person) => Promise<ModelCard>;
  /** No take may be made with it from now on. @throws BacklotError `RIGHT_STATE_INVALID` */
  readonly retireModel: (id: string, by: Person) => Promise<ModelCard>;
  /** Puts somebody's picture on file: what models make is compared with it. @throws BacklotError `PICTURE_UNREADABLE`, … */
  readonly registerWork: (
    production: string,
    request: unknown,
    picture: AttachedDocument & { readonly by: Person },
  ) => Promise<Work>;
  /** Says which licence covers a work. @throws BacklotError `WORK_NOT_FOUND`, `LICENCE_NOT_FOUND` */
  readonly licenseWork: (workId: string, licence: { readonly licenceId: string; readonly by: Person }) => Promise<Work>;
  /** Rule packs, characters and places. */
  readonly changeProduction: (production: string, request: unknown, by: Person) => Promise<Production>;
  /** People that words point to, as one types them; `people` are performers whom the use would declare. @throws BacklotError `PRODUCTION_NOT_FOUND` */
  readonly checkText: (production: string, text: string, people: readonly string[]) => Promise<readonly WordsFinding[]>;
  /** Policy's word on a use that nobody has asked for yet. */
  readonly explainDraft: (production: string, request: unknown, by: Person) => Promise<Explanation>;
  /** Every take that uses one of these performers, newest first. */
  readonly usesOfPerformers: (performers: readonly string[]) => Promise<readonly TakeRecord[]>;
  /** The disclosure report of a production: data that `renderDisclosurePdf` of `@backlot/evidence` renders. */
  readonly discloseProduction: (production: string) => Promise<ProductionDisclosure>;
  /** Every take made of this licence's material, newest first. */
  readonly usesOfLicence: (licence: string) => Promise<readonly TakeRecord[]>;
  /** Deliveries of a take that left the studio, or may have. */
  readonly deliveriesOf: (takeId: string) => Promise<readonly EarlierDelivery[]>;
  /** Local path of the document of a consent or licence, or of a work's picture. @throws BacklotError `FILE_NOT_FOUND` */
  readonly pathOfDocument: (document: { readonly sha256: string }) => Promise<string>;
}
