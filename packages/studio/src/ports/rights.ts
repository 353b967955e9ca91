import type { Consent, Licence, ModelCard, Performer, Work } from '@backlot/film';

/** What a take stands on. */
export type RightKind = 'performer' | 'licence' | 'model';

/** Something that a take stands on, by its id in the register. */
export interface TakeRight {
  readonly kind: RightKind;
  readonly ref: string;
}

/** One register of a production. */
export interface Register<T> {
  /** Oldest first. */
  readonly list: (production: string) => Promise<readonly T[]>;
  /** Those of these ids that there are, in no order. */
  readonly byIds: (ids: readonly string[]) => Promise<readonly T[]>;
}

/** A reference picture as it is kept: encrypted, with the face descriptors that were read from it, encrypted too. */
export interface SealedReference {
  readonly id: string;
  readonly performer: string;
  readonly sealedPicture: Uint8Array;
  readonly sealedDescriptors: Uint8Array;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** What a work on file looks like, as the check of likenesses described it. */
export interface WorkLikeness {
  /** The work's id. */
  readonly work: string;
  readonly likeness: unknown;
}

/** The registers of rights, to read. */
export interface RightsReader {
  readonly performers: Register<Performer>;
  readonly consents: Register<Consent> & {
    /** All consents of these performers, oldest first. */
    readonly ofPerformers: (performers: readonly string[]) => Promise<readonly Consent[]>;
  };
  readonly licences: Register<Licence>;
  readonly models: Register<ModelCard>;
  readonly works: Register<Work> & {
    /** What these works look like, in no order. */
    readonly likenessesOf: (works: readonly string[]) => Promise<readonly WorkLikeness[]>;
  };
  /** Ids of the takes that stand on it, newest first. */
  readonly takesOn: (right: TakeRight) => Promise<readonly string[]>;
  /** All that these takes stand on, each once. */
  readonly notedOn: (takeIds: readonly string[]) => Promise<readonly TakeRight[]>;
  readonly references: {
    readonly ofPerformers: (performers: readonly string[]) => Promise<readonly SealedReference[]>;
  };
}

/** Writes within one transaction; `put` adds or replaces the record of that id. */
export interface RightsWriter {
  readonly performers: {
    readonly put: (performer: Performer) => Promise<void>;
    /** Reads one and keeps others from changing it until the transaction ends. */
    readonly lock: (id: string) => Promise<Performer | undefined>;
  };
  readonly consents: {
    readonly put: (consent: Consent) => Promise<void>;
    /** Reads one and keeps others from changing it until the transaction ends. */
    readonly lock: (id: string) => Promise<Consent | undefined>;
    /** All consents of these performers, oldest first, which nobody changes until the transaction ends; others may hold them too. */
    readonly hold: (performers: readonly string[]) => Promise<readonly Consent[]>;
  };
  readonly licences: {
    readonly put: (licence: Licence) => Promise<void>;
    readonly lock: (id: string) => Promise<Licence | undefined>;
    /** Those of these ids that there are, by id, which nobody changes until the transaction ends; others may hold them too. */
    readonly hold: (ids: readonly string[]) => Promise<readonly Licence[]>;
  };
  readonly models: {
    readonly put: (card: ModelCard) => Promise<void>;
    readonly lock: (id: string) => Promise<ModelCard | undefined>;
  };
  readonly works: {
    /** Without a likeness the one on file stays. */
    readonly put: (work: Work, likeness?: unknown) => Promise<void>;
    readonly lock: (id: string) => Promise<Work | undefined>;
  };
  readonly references: { readonly add: (reference: SealedReference) => Promise<void> };
  /** Notes what a take stands on; what is noted already stays. */
  readonly noteRights: (takeId: string, rights: readonly TakeRight[]) => Promise<void>;
}
