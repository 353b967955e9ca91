import type { Events, FileStore, JobQueue, Records } from '@backlot/studio';

export interface StoreOptions {
  /** BACKLOT_HOME: an absolute path; made when it is not there. */
  readonly home: string;
  /** A PostgreSQL of one's own; without it an embedded one runs under `<home>/postgres`. */
  readonly databaseUrl?: string;
  /** Told of what happens outside any call: lost connections, restarts. Default: silent. */
  readonly log?: (message: string, error?: unknown) => void;
}

/** The studio's ports on PostgreSQL, the file store and the queue. */
export interface Store {
  readonly records: Records;
  readonly files: FileStore;
  readonly jobs: JobQueue;
  readonly events: Events;
  /** Where to connect with psql; holds a password. */
  readonly databaseUrl: string;
  /** Ends workers and connections; the last process of a home stops its embedded PostgreSQL. Idempotent. */
  readonly close: () => Promise<void>;
}
