/** The time of day; passed in so that tests decide it. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  readonly nowMs: () => number;
}

/** Names for new things: unique, and sorting by the time they were made. */
export interface Ids {
  readonly next: () => string;
}
