/** Sole right to work on a take. */
export interface Lease {
  /** Aborted when the right is lost: connection gone, somebody else took over. */
  readonly lost: AbortSignal;
  /** How often in a row an owner of this take died without finishing a step. */
  readonly crashes: number;
  /** A step is finished: crashes so far no longer count. */
  readonly stepFinished: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** A running consumer of the queue. */
export interface Worker {
  /** Stops fetching, aborts what runs (it resumes later) and resolves when all is put down. */
  readonly stop: () => Promise<void>;
}

export interface WorkerOptions {
  /** Takes at once. Default 1. */
  readonly concurrency?: number;
  /** Told of errors that did not stop the worker. */
  readonly onError?: (error: unknown) => void;
}

/** Hands queued takes to workers; a take whose worker died is handed out again within seconds. */
export interface JobQueue {
  /** The right to work on a take, or nothing when somebody living has it. */
  readonly lease: (takeId: string) => Promise<Lease | undefined>;
  readonly work: (
    handle: (job: { readonly takeId: string; readonly signal: AbortSignal }) => Promise<void>,
    options?: WorkerOptions,
  ) => Promise<Worker>;
}
