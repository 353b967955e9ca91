import type { Approval, LicenceStatement, Person, Purpose, Role } from '@backlot/film';

/** A file that a take would read, and what is stated about its licence. */
export interface UsedInput {
  readonly role: string;
  readonly name: string;
  readonly licence?: LicenceStatement;
}

/** All that the rules may know of one use. Gathered by the caller; nothing is looked up here. */
export interface UseFacts {
  readonly action: 'make-take' | 'deliver-take';
  readonly recipeHash: string;
  /** Names the recipe, its licences and the production together: what approvals are bound to. */
  readonly useHash: string;
  readonly engine: string;
  readonly purpose: Purpose;
  /** Who asks: for the take, or for its delivery. */
  readonly requestedBy: Person;
  readonly inputs: readonly UsedInput[];
  /** All approvals on record; those of another use hash do not count. */
  readonly approvals: readonly Approval[];
  /** Roles of those who approved this take in review since it was last sent back; none before it is made. */
  readonly approvingRoles: readonly Role[];
}
