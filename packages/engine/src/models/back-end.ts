import type { BackEndKind, ModelPrice, ModelTask } from '@backlot/film';
import type { ModelJob, ModelOutput } from './model-job.ts';
import type { Outbound } from './outbound.ts';

/** A way to one server or service, with its key and nothing but the gateway to reach it by. */
export interface BackEndConnection {
  /** Absent where the vendor's own address is meant. */
  readonly address?: string;
  readonly key?: string;
  readonly outbound: Outbound;
}

/** A model as a back end offers it. */
export interface OfferedModel {
  /** What a job's `model` names. */
  readonly name: string;
  readonly title: string;
  readonly task: ModelTask;
  /** Makers, source and licence as far as this build knows them, for who fills in its card. */
  readonly about?: string;
  /** Files it takes; those with `isRequired` it cannot do without. */
  readonly slots: readonly { readonly slot: string; readonly isRequired: boolean }[];
  /** It says nothing unless a voice is named; default false. */
  readonly needsVoice?: boolean;
  /** As its vendor lists it; absent where it has none, as on one's own machine. */
  readonly price?: ModelPrice & { readonly source: string };
  /** Frame counts of video models are `frameStep` × n + 1; absent: any. */
  readonly frameStep?: number;
}

/** What a job may say beside its prompt, and not every back end has a place for. */
export type LeftOutField = 'negativePrompt' | 'seed';

/** What a test of a connection found. */
export interface BackEndReport {
  /** The server's own word for itself: `ComfyUI 0.3.60, 24 GiB`. */
  readonly about: string;
  readonly models: readonly OfferedModel[];
  /** What is missing there for models that this build knows: nodes, files. */
  readonly missing: readonly string[];
}

/** What names a call at its vendor: plain JSON, kept in the database, so no secret stands in it. */
export type CallHandle = Readonly<Record<string, unknown>>;

/** A result that lies at the vendor. */
export interface RemoteOutput {
  readonly name: string;
  readonly url: string;
  /** As far as the vendor says. */
  readonly mediaType?: string;
  /** Whether fetching it needs the connection's own headers (a vendor's own address, not a signed link). */
  readonly needsKey: boolean;
}

/** Where a call stands at its vendor. A failure is thrown as BacklotError. */
export type CallStatus =
  | {
      readonly state: 'waiting' | 'running';
      readonly handle: CallHandle;
      /** 0..1, where the vendor tells. */
      readonly fraction?: number;
      /** Calls before it in the vendor's queue. */
      readonly queuePosition?: number;
      /** A picture of the state so far. */
      readonly preview?: ModelOutput;
    }
  | {
      readonly state: 'done';
      readonly handle: CallHandle;
      /** Still at the vendor; fetched with `Outbound.download`. */
      readonly remote: readonly RemoteOutput[];
      /** Came with the answer itself; below `workDir`. */
      readonly outputs: readonly ModelOutput[];
      /** Where the vendor says what it cost. */
      readonly costUsdMicros?: number;
    };

/** How one step of a call is done. */
export interface CallContext {
  /** Scratch of this call alone. */
  readonly workDir: string;
  readonly signal: AbortSignal;
}

/**
 * One kind of back end. It keeps nothing: all that has to outlive the process is in the handle.
 * Errors in our codes: `MODEL_KEY_REFUSED` (401, 403), `MODEL_UNPAID` (402), `MODEL_BUSY` (429, 503; `details.retryAfterMs`
 * where told), `MODEL_FAILED` (5xx with `details.isPassing`, or its own failure), `MODEL_REFUSED` (moderation), `MODEL_REQUEST_INVALID` (4xx),
 * `MODEL_NOT_FOUND`, `MODEL_ANSWER_INVALID` (wrong type, unreadable), and those of the gateway.
 */
export interface BackEndAdapter {
  readonly kind: BackEndKind;
  readonly title: string;
  readonly tasks: readonly ModelTask[];
  readonly needsAddress: boolean;
  readonly needsKey: boolean;
  /** It runs on this machine and opens no connection, so that even an offline production sends nothing by using it; default false. */
  readonly isLocal?: boolean;
  /** Models that this build knows beforehand; a connection may offer more. */
  readonly models: readonly OfferedModel[];
  /** Those are all there are, whatever is connected; default false. */
  readonly hasAllModels?: boolean;
  /**
   * What a process that died while starting a call may do. `idempotent`: start again with the same key, the vendor does it
   * once. `findable`: ask with `find` first. `uncertain`: neither; the call is never sent again.
   */
  readonly restart: 'idempotent' | 'findable' | 'uncertain';
  /** Tests a connection: address, key, what is there. */
  readonly inspect: (connection: BackEndConnection, signal: AbortSignal) => Promise<BackEndReport>;
  /**
   * Refuses what this back end surely cannot do. Asks nobody and reads no file: of a job that is only planned, files and words
   * stand for those that will be sent.
   * @throws BacklotError `MODEL_REQUEST_INVALID`, `MODEL_NOT_FOUND`
   */
  readonly check: (job: ModelJob) => void;
  /**
   * Seconds of film or sound that are asked for in a job's request, and so made and paid for, where a vendor has lengths of
   * its own: it rounds up. Undefined where a job is as long as it says. Asks nobody.
   */
  readonly billedSeconds?: (job: ModelJob) => number | undefined;
  /** Whether the price that is listed for its model is that of this job: some are of certain sizes only. Absent: of every job. */
  readonly isAtListPrice?: (job: ModelJob) => boolean;
  /** What it has no place for, so that it does not leave the building; absent: nothing. */
  readonly leavesOut?: (job: Pick<ModelJob, 'task' | 'model'>) => readonly LeftOutField[];
  /**
   * Whether all is there that a job needs, which only the server, or this machine's disk, can tell; absent where `check` is
   * all that can be known beforehand. Sends nothing of the job but the names of parts.
   * @throws BacklotError `MODEL_PARTS_MISSING` with what is missing in `details.missing`, and those of a connection
   */
  readonly checkThere?: (connection: BackEndConnection, job: ModelJob, signal: AbortSignal) => Promise<void>;
  /** `key` names the call for ever; the same key never starts two. */
  readonly start: (
    connection: BackEndConnection,
    job: ModelJob,
    call: CallContext & { readonly key: string },
  ) => Promise<CallStatus>;
  readonly find?: (connection: BackEndConnection, key: string, call: CallContext) => Promise<CallStatus | undefined>;
  readonly poll: (connection: BackEndConnection, handle: CallHandle, call: CallContext) => Promise<CallStatus>;
  /** Ends it at the vendor, as far as the vendor can; harmless where it is over. */
  readonly cancel: (connection: BackEndConnection, handle: CallHandle, signal: AbortSignal) => Promise<void>;
  /** Headers with which results that need the key are fetched. */
  readonly headers: (connection: BackEndConnection) => Readonly<Record<string, string>>;
  /** Time between two polls. */
  readonly pollEveryMs: number;
}
