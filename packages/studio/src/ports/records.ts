import type { LedgerEntry, LedgerHead } from '@backlot/evidence';
import type { Approval, Production, Review, TakeFile, TakeState } from '@backlot/film';
import type { ShotRecord, TakeProgress, TakeRecord } from '../take-record.ts';
import type { CrewReader, CrewWriter } from './crew.ts';
import type { ModelsReader, ModelsWriter } from './models.ts';
import type { RightsReader, RightsWriter } from './rights.ts';

/** Which takes to list; newest first. */
export interface TakeFilter {
  readonly production?: string;
  readonly shot?: string;
  readonly states?: readonly TakeState[];
  /** Default 100, at most 1000. */
  readonly limit?: number;
  /** Only takes older than this one: the last id of the page before. */
  readonly before?: string;
}

/** A take as first written: its version within the shot is given by the repository. */
export type NewTake = Omit<TakeRecord, 'version' | 'approvals' | 'reviewCount' | 'progress'>;

/** What a step changes of a take. */
export type TakeChange = Partial<
  Pick<
    TakeRecord,
    | 'state'
    | 'updatedAt'
    | 'startedAt'
    | 'finishedAt'
    | 'decision'
    | 'digitalSourceType'
    | 'figures'
    | 'outputs'
    | 'files'
    | 'findings'
    | 'faces'
    | 'likenesses'
    | 'facesFoundAt'
    | 'seal'
    | 'pick'
    | 'error'
  >
>;

export interface TakeRepository {
  /** Just the state; cheap enough to ask every second. */
  readonly stateOf: (id: string) => Promise<TakeState | undefined>;
  readonly get: (id: string) => Promise<TakeRecord | undefined>;
  readonly list: (filter: TakeFilter) => Promise<readonly TakeRecord[]>;
  /** Takes one of whose outputs or files has, or once had, these bytes. */
  readonly findByFile: (sha256: string) => Promise<readonly TakeRecord[]>;
  /** Takes made from the recipe with this hash, newest first, at most 100. */
  readonly findByRecipe: (recipeHash: string) => Promise<readonly TakeRecord[]>;
  /** The sealed take whose mark this is, newest first. */
  readonly findByMark: (mark: string) => Promise<readonly TakeRecord[]>;
  /** Keeps the last progress of a run, outside any transaction. */
  readonly putProgress: (id: string, progress: TakeProgress) => Promise<void>;
}

export interface TakeWriter {
  /** Creates production and shot where they are new, and gives the take its version. */
  readonly add: (take: NewTake) => Promise<TakeRecord>;
  /** Reads a take and keeps others from changing it until the transaction ends. */
  readonly lock: (id: string) => Promise<TakeRecord | undefined>;
  readonly change: (id: string, change: TakeChange) => Promise<TakeRecord>;
  /** Remembers that these bytes are the take's, though it does not list them. */
  readonly noteFiles: (id: string, files: readonly TakeFile[]) => Promise<void>;
}

export interface ProductionRepository {
  readonly list: () => Promise<readonly Production[]>;
  readonly get: (slug: string) => Promise<Production | undefined>;
  readonly shots: (slug: string) => Promise<readonly ShotRecord[]>;
}

export interface ReviewRepository {
  /** Oldest first. */
  readonly list: (takeId: string) => Promise<readonly Review[]>;
}

export interface LedgerRepository {
  /** The last entry's place and hash, kept apart from the entries, so that a cut-off tail shows. */
  readonly head: () => Promise<LedgerHead | undefined>;
  /** Entries in order, from `fromIndex` on, at most `limit`. */
  readonly read: (fromIndex: number, limit: number) => Promise<readonly LedgerEntry[]>;
  /** Entries about one take (or other subject), in order. */
  readonly about: (subject: string) => Promise<readonly LedgerEntry[]>;
}

/** What a transaction may write. All of it is kept, or nothing. */
export interface RecordsWriter {
  readonly takes: TakeWriter;
  /** False where the slug is taken; nothing is written then. */
  readonly productions: {
    readonly add: (production: Production) => Promise<boolean>;
    readonly change: (
      slug: string,
      change: Partial<Pick<Production, 'packs' | 'vocabulary' | 'isUnionOnStrike' | 'models'>>,
    ) => Promise<void>;
  };
  readonly reviews: { readonly add: (review: Review) => Promise<void> };
  readonly approvals: { readonly add: (takeId: string, approval: Approval) => Promise<void> };
  /** One writer at a time until the transaction ends: `build` gets the head and returns the next entry. */
  readonly ledger: {
    readonly append: (build: (head: LedgerHead | undefined) => LedgerEntry) => Promise<LedgerEntry>;
  };
  readonly rights: RightsWriter;
  readonly models: ModelsWriter;
  readonly crew: CrewWriter;
  /** Makes sure that a worker will pick this take up once the transaction is kept. */
  readonly jobs: { readonly enqueue: (takeId: string) => Promise<void> };
}

export interface Records {
  readonly takes: TakeRepository;
  readonly productions: ProductionRepository;
  readonly reviews: ReviewRepository;
  /** By the hash of the use that was approved; see `hashUse`. */
  readonly approvals: { readonly of: (useHash: string) => Promise<readonly Approval[]> };
  readonly ledger: LedgerRepository;
  readonly rights: RightsReader;
  readonly models: ModelsReader;
  readonly crew: CrewReader;
  /**
   * Runs `work` in one serialised, durable transaction; resolves only when it is on disk. Listeners are told after that.
   * @throws BacklotError `DATABASE_UNAVAILABLE` when the outcome is unknown or nothing was written
   */
  readonly transaction: <T>(work: (writer: RecordsWriter) => Promise<T>) => Promise<T>;
}
