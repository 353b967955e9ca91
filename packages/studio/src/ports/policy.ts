import type { Decision } from '@backlot/film';
import type { Explanation, UseFacts } from '@backlot/policy';

/** Judges a use; `createPolicyGate()` of `@backlot/policy` is one. A refusal is a value. */
export interface Policy {
  readonly decide: (facts: UseFacts) => Decision;
  /** The decision, and what would change it. */
  readonly explain: (facts: UseFacts) => Explanation;
}
