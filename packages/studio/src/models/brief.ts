import type { BriefReading, EgressManifest, TakeError, WordsFinding } from '@backlot/film';
import type { Explanation } from '@backlot/policy';

/** What reading a brief would send, and what policy says of that. */
export interface BriefPlan {
  readonly egress: EgressManifest;
  /** People that the brief points to. */
  readonly words: readonly WordsFinding[];
  readonly explanation: Explanation;
  /** As in `TakePlan`. */
  readonly refusal?: TakeError;
}

/** What a model read in a brief. Nothing of it is run: it fills in a form that a person looks at. */
export interface ReadBrief {
  readonly plan: BriefPlan;
  readonly reading: BriefReading;
}
