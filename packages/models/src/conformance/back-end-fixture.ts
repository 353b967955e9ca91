import type { BackEndAdapter, ModelJob } from '@backlot/engine';

/** A vendor's server that fails when it is asked to; `@backlot/testkit` has one for each vendor. */
export interface FaultyServer {
  readonly address: string;
  readonly requests: readonly { readonly path: string; readonly body: Buffer }[];
  /** Everything that was started, and so paid. */
  readonly paid: () => readonly unknown[];
  /** What was cancelled while it ran. */
  readonly cancelled: ReadonlySet<string>;
  readonly connections: () => number;
  readonly fail: (fault: BackEndFault, options?: { readonly times?: number }) => void;
  readonly close: () => Promise<void>;
}

/** Faults of the suite, by the names that the server knows them by. */
export type BackEndFault =
  | 'status-401'
  | 'status-402'
  | 'status-429'
  | 'status-500'
  | 'moderation'
  | 'job-failed'
  | 'hang'
  | 'cut'
  | 'wrong-type'
  | 'endless'
  | 'redirect'
  | 'never-ending';

/** One back end under test. */
export interface BackEndFixture {
  readonly adapter: BackEndAdapter;
  readonly startServer: () => Promise<FaultyServer>;
  /** A job of one of its tasks; `files` is a folder in which it may write what it sends. */
  readonly job: (files: string) => ModelJob | Promise<ModelJob>;
  /** Whether the vendor can end a call that runs; without it `cancel` only stops asking. */
  readonly canCancel: boolean;
  /** Whether the answer comes with the start: then nothing is polled, and no job fails later. */
  readonly isSynchronous: boolean;
  /** Seconds that the body of a start asks for; needed where the adapter says `billedSeconds` of such a job. */
  readonly secondsIn?: (body: Readonly<Record<string, unknown>>) => unknown;
  /** Faults that this protocol cannot have. */
  readonly without?: readonly BackEndFault[];
}
