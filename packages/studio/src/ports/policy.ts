import type { Approval, Decision, LicenceStatement, Purpose } from '@backlot/film';

/** What policy may know about a use. */
export interface UseFacts {
  readonly recipeHash: string;
  readonly engine: string;
  readonly production: string;
  readonly shot: string;
  readonly purpose: Purpose;
  readonly inputs: readonly { readonly role: string; readonly sha256: string; readonly licence?: LicenceStatement }[];
  readonly approvals: readonly Approval[];
}

/** Judges a use. A refusal is a value. */
export interface Policy {
  readonly decide: (facts: UseFacts) => Promise<Decision>;
}
