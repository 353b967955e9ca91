import type { Decision } from '@backlot/film';
import type { UseFacts } from '@backlot/policy';

/** Judges a use; `createPolicyGate()` of `@backlot/policy` is one. A refusal is a value. */
export interface Policy {
  readonly decide: (facts: UseFacts) => Decision;
}
