import type { EgressManifest, TakeError, WordsFinding } from '@backlot/film';
import type { Explanation } from '@backlot/policy';

/** What a take would be, before anybody asks for it. */
export interface TakePlan {
  readonly recipeHash: string;
  /** What its models would be sent, and what that would cost; absent where it uses none. */
  readonly egress?: EgressManifest;
  readonly words: readonly WordsFinding[];
  readonly explanation: Explanation;
  /** Why it would be refused whatever policy says: `BUDGET_SPENT`, `PRICE_UNKNOWN`; absent where the budgets bear it. */
  readonly refusal?: TakeError;
}
