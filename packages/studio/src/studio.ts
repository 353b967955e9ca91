import type { EngineProgress } from '@backlot/engine';
import type { LedgerEntry } from '@backlot/evidence';
import type { Decision, Person, PolicyPack, Production, Review, ReviewRequest } from '@backlot/film';
import type { Explanation } from '@backlot/policy';
import type { Models } from './models/models.ts';
import type { CheckpointStore, Notary } from './ports/checkpoints.ts';
import type { Clock, Ids } from './ports/clock.ts';
import type { EngineRegistry } from './ports/engine-registry.ts';
import type { Events, StudioEvent } from './ports/events.ts';
import type { FaceCheck } from './ports/faces.ts';
import type { FileStore } from './ports/file-store.ts';
import type { Inspector } from './ports/inspector.ts';
import type { JobQueue, Worker, WorkerOptions } from './ports/job-queue.ts';
import type { LikenessCheck } from './ports/likeness.ts';
import type { ModelRoom } from './ports/models.ts';
import type { Policy } from './ports/policy.ts';
import type { Records, TakeFilter } from './ports/records.ts';
import type { Sealer, SealState } from './ports/sealer.ts';
import type { Vault } from './ports/vault.ts';
import type { Words } from './ports/words.ts';
import type { Rights } from './rights/rights.ts';
import type { TakePlan } from './take-plan.ts';
import type { ShotRecord, TakeRecord } from './take-record.ts';

/** Everything that the use cases need from outside. `@backlot/store` gives records, files, jobs and events. */
export interface StudioPorts {
  readonly records: Records;
  readonly files: FileStore;
  readonly jobs: JobQueue;
  readonly events: Events;
  readonly engines: EngineRegistry;
  readonly policy: Policy;
  readonly inspector: Inspector;
  readonly sealer: Sealer;
  readonly words: Words;
  readonly faces: FaceCheck;
  readonly likenesses: LikenessCheck;
  readonly vault: Vault;
  readonly models: ModelRoom;
  readonly checkpoints: CheckpointStore;
  readonly notary: Notary;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Threads that an engine may use. */
  readonly threads: number;
  /** The studio's own version, as reports name it. */
  readonly version: string;
  /** Ledger entries between two signed checkpoints; default 100. */
  readonly checkpointEvery?: number;
  /** Told of what went wrong outside any call. Default: silent. */
  readonly log?: (message: string, error?: unknown) => void;
}

/** What somebody asks for. `setUp` is a set-up file's content, parsed here; nothing in it is trusted before. */
export interface TakeRequest {
  readonly engine: string;
  readonly setUp: unknown;
  /** Turns a `file` of the set-up into a path on this machine. Throws BacklotError for one that is not allowed. */
  readonly resolveFile: (file: string, role: string) => string;
  /** Roles whose input is an earlier take's, with that take's id: its licence of the register comes along. */
  readonly reused?: Readonly<Record<string, string>>;
  /** The take that this one repeats: inputs that name it are what it was given, not what it made. */
  readonly repeats?: string;
  readonly by: Person;
}

/** How to make a take again. */
export interface RerunOptions {
  /** Default: the studio's. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly report?: (progress: EngineProgress) => void;
}

/** How a worker works. */
export interface StartWorkerOptions extends WorkerOptions {
  /** Work on this take alone and leave the others to other workers: what the command line does. */
  readonly takeId?: string;
}

/** How to wait for a take. */
export interface WaitOptions {
  /** Called with the take whenever it changed or progressed. */
  readonly onChange?: (take: TakeRecord) => void;
  readonly signal?: AbortSignal;
}

/** A rerun compared with what was recorded. */
export interface RerunReport {
  readonly takeId: string;
  readonly identical: boolean;
  /** Calls of models that were answered from the record: a model cannot be made to say the same again. */
  readonly replayedCalls: number;
  /** Files compared. */
  readonly compared: number;
  /** Names of files that came out otherwise, or only on one side. */
  readonly differing: readonly string[];
  readonly wallS: number;
}

/** Whether the chain holds. `brokenAt` is the index of the first entry that does not. */
export interface LedgerReport {
  readonly state: 'valid' | 'invalid';
  /** Entries read; where the chain is broken, those behind the break may not have been. */
  readonly entries: number;
  readonly brokenAt?: number;
  readonly reasons: readonly string[];
}

/** Whether chain, head and signed checkpoints agree. */
export interface LedgerAudit extends LedgerReport {
  readonly checkpoints: {
    /** Those that hold. */
    readonly count: number;
    /** Index of the last entry that a checkpoint vouches for. */
    readonly coversTo?: number;
    /** What is no fault, but good to know. */
    readonly notes: readonly string[];
  };
}

/** What a file says of itself, and what the studio knows of it. */
export interface VerificationReport {
  readonly state: SealState;
  readonly reasons: readonly string[];
  readonly sha256: string;
  /** Whether a take of this studio has these very bytes. A seal may hold without: anybody can sign. */
  readonly isKnown: boolean;
  /** That take. */
  readonly takeId?: string;
  /** Common name of who signed, where a seal is there. */
  readonly signer?: string;
  readonly recipeHash?: string;
  readonly ledger: LedgerReport;
}

/** Whether all of a take's files and its ledger rows still hold. */
export interface TakeVerificationReport {
  readonly takeId: string;
  readonly state: SealState;
  readonly reasons: readonly string[];
  readonly files: readonly {
    readonly name: string;
    readonly role: string;
    readonly state: SealState;
    readonly reasons: readonly string[];
  }[];
  readonly ledger: LedgerReport;
}

export type DeliveryOutcome =
  | { readonly outcome: 'delivered'; readonly folder: string; readonly fileCount: number; readonly take: TakeRecord }
  | { readonly outcome: 'refused'; readonly decision: Decision; readonly take: TakeRecord };

/** The studio's whole inside, for every way in: server, command line, worker. */
export interface Studio {
  /**
   * Checks the set-up, takes in its inputs, records the take and has policy decide on it.
   * A refusal is a take in state `refused` or `awaiting-approval`.
   * @throws BacklotError `ENGINE_UNKNOWN`, `SET_UP_INVALID`, `FILE_NOT_FOUND`, `LICENCE_KEPT`, `MODEL_REQUEST_INVALID`, `BUDGET_SPENT`, `PRICE_UNKNOWN`, what `demandViewable` throws of a reused input's take, or the engine's own; nothing is left behind then
   */
  readonly requestTake: (request: TakeRequest) => Promise<TakeRecord>;
  /** What `requestTake` would record: what leaves, what it costs, what policy says. Keeps nothing, sends nothing of it. Throws the same but what no budget bears, which the plan says. */
  readonly planTake: (request: TakeRequest) => Promise<TakePlan>;
  /**
   * A role's yes to what the rules ask of it now, before a take is made, while it is held or before its delivery; decides
   * anew. @throws BacklotError `APPROVAL_ROLE_WRONG`, `APPROVAL_OWN`, `TAKE_STATE_INVALID`
   */
  readonly approveUse: (
    takeId: string,
    approval: { readonly by: Person; readonly text?: string },
  ) => Promise<TakeRecord>;
  /** Ends a take that is not finished; whoever runs it stops within a second or two. @throws BacklotError `TAKE_STATE_INVALID` */
  readonly cancelTake: (takeId: string, by: Person) => Promise<TakeRecord>;
  /** A note on a frame, or a supervisor's or producer's verdict. @throws BacklotError `APPROVAL_ROLE_WRONG`, `TAKE_STATE_INVALID`, `REVIEW_INVALID` */
  readonly reviewTake: (takeId: string, by: Person, review: ReviewRequest) => Promise<Review>;
  /** Which of a take's variants is gone on with, for everyone; another pick takes its place. @throws BacklotError `TAKE_STATE_INVALID`, `FILE_NOT_FOUND` */
  readonly pickVariant: (takeId: string, choice: { readonly file: string; readonly by: Person }) => Promise<TakeRecord>;
  /**
   * Makes a take's seals say which verdicts stand; a worker does the same after each verdict, and delivery before it.
   * Idempotent. @throws BacklotError `SEAL_INVALID`, `TAKE_NOT_FOUND`
   */
  readonly sealApproval: (takeId: string) => Promise<TakeRecord>;
  /**
   * The gate once more, then a folder for the post house.
   * @throws BacklotError `TAKE_STATE_INVALID`, `FILE_DAMAGED`, `SEAL_INVALID`, `OUTPUT_EXISTS`, `DISK_FULL`
   */
  readonly deliverTake: (
    takeId: string,
    delivery: { readonly by: Person; readonly folder: string; readonly marksMasters?: boolean },
  ) => Promise<DeliveryOutcome>;
  /**
   * Makes the take again from its recipe in a fresh folder and compares every byte with the recorded unsealed files.
   * @throws BacklotError `DECISION_DENIED` or `APPROVAL_NEEDED` when policy does not allow it now, `TAKE_NOT_FOUND`, `TAKE_STATE_INVALID`, `ENGINE_CHANGED` when this build is not the one of the recipe
   */
  readonly rerunTake: (takeId: string, options?: RerunOptions) => Promise<RerunReport>;
  /** Asks for a take like this one: same recipe, a new version, every gate anew. Throws what `requestTake` throws. */
  readonly repeatTake: (takeId: string, by: Person) => Promise<TakeRecord>;
  /** @throws BacklotError `FILE_NOT_FOUND` */
  readonly verifyFile: (path: string) => Promise<VerificationReport>;
  readonly verifyTake: (takeId: string) => Promise<TakeVerificationReport>;
  readonly verifyLedger: () => Promise<LedgerReport>;
  /** Like `verifyLedger`, and holds the chain against all signed checkpoints. */
  readonly auditLedger: () => Promise<LedgerAudit>;
  /** Signs a checkpoint if this process has added entries since the last; before the ports are closed. @throws BacklotError `LEDGER_BROKEN`, `SIGNER_INVALID` */
  readonly checkpointLedger: () => Promise<void>;

  /** @throws BacklotError `TAKE_NOT_FOUND` */
  readonly getTake: (takeId: string) => Promise<TakeRecord>;
  /** The sealed take whose mark was found in a picture. */
  readonly findTakeByMark: (mark: string) => Promise<TakeRecord | undefined>;
  /** Newest first. */
  readonly listTakes: (filter?: TakeFilter) => Promise<readonly TakeRecord[]>;
  readonly listReviews: (takeId: string) => Promise<readonly Review[]>;
  readonly listProductions: () => Promise<readonly Production[]>;
  /** @throws BacklotError `PRODUCTION_NOT_FOUND` */
  readonly getProduction: (slug: string) => Promise<Production>;
  /** Idempotent. @throws BacklotError `SET_UP_INVALID` for a bad slug */
  readonly createProduction: (production: {
    readonly slug: string;
    readonly title: string;
    /** Rule packs to begin with; default none. */
    readonly packs?: readonly PolicyPack[];
    readonly by: Person;
  }) => Promise<Production>;
  /** Performers, consents, licences, models: who and what takes may touch. */
  readonly rights: Rights;
  /** Back ends, calls, spend. */
  readonly models: Models;
  /** What policy says of a take's use now, and what would change it. @throws BacklotError `TAKE_NOT_FOUND` */
  readonly explainUse: (takeId: string) => Promise<Explanation>;
  /**
   * Policy's word, at this moment, on whether a take's files may be seen.
   * @throws BacklotError `TAKE_QUARANTINED`, `DECISION_DENIED`, `TAKE_NOT_FOUND`
   */
  readonly demandViewable: (takeId: string) => Promise<void>;
  readonly listShots: (production: string) => Promise<readonly ShotRecord[]>;
  readonly ledgerOfTake: (takeId: string) => Promise<readonly LedgerEntry[]>;
  readonly readLedger: (fromIndex: number, limit: number) => Promise<readonly LedgerEntry[]>;
  /** Local path of a file of the take, by its name in `files`, `outputs` or the role of an input. @throws BacklotError `FILE_NOT_FOUND`, and what `demandViewable` throws */
  readonly pathOfFile: (takeId: string, name: string) => Promise<string>;
  /** Local path of an input, for a new take that names it as `reused`. @throws BacklotError `FILE_NOT_FOUND`, and what `demandViewable` throws */
  readonly pathOfInput: (takeId: string, role: string) => Promise<string>;
  /** Local path of what a run under way looks like at this moment, where its model shows that: no file of the take, neither inspected nor sealed. @throws BacklotError what `demandViewable` throws */
  readonly findPreview: (takeId: string) => Promise<string | undefined>;
  /** The folder where people find a finished take's files under their own names. */
  readonly folderOfTake: (takeId: string) => string;

  readonly subscribe: (listener: (event: StudioEvent) => void) => () => void;
  /** Works off queued takes in this process, also those whose worker died. */
  readonly startWorker: (options?: StartWorkerOptions) => Promise<Worker>;
  /** Resolves when no worker has anything more to do on the take: in review, ended, or waiting for an approval. */
  readonly waitForTake: (takeId: string, options?: WaitOptions) => Promise<TakeRecord>;
}
