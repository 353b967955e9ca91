import type { UseFacts } from '../use-facts.ts';

/** One thing that somebody could do about the facts. */
export interface Change {
  /** In words, as an instruction. */
  readonly text: string;
  /** Of changes of one group only one can be made. */
  readonly group: string;
  readonly apply: (facts: UseFacts) => UseFacts;
}
