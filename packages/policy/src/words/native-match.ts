import type { KnownPerson } from './people-index.ts';

/** A name found as written in a script of its own; UTF-16 offsets into the line. */
export interface NativeMatch {
  readonly start: number;
  readonly end: number;
  readonly how: string;
  /** Where it is a known one. */
  readonly person?: KnownPerson;
}
