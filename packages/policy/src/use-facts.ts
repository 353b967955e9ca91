import type { Approval, LicenceStatement, Person, Purpose } from '@backlot/film';

/** A file that a take would read, and what is stated about its licence. */
export interface UsedInput {
  readonly role: string;
  readonly name: string;
  readonly licence?: LicenceStatement;
}

/** All that the rules may know of one use. Gathered by the caller; nothing is looked up here. */
export interface UseFacts {
  readonly recipeHash: string;
  readonly engine: string;
  readonly purpose: Purpose;
  readonly requestedBy: Person;
  readonly inputs: readonly UsedInput[];
  /** All approvals on record; those of another recipe hash do not count. */
  readonly approvals: readonly Approval[];
}
