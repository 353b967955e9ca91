import type { AccessActor } from '@backlot/policy';

/** Tells from a request who it is: by session cookie, link cookie, or token. */
export interface ActorSource {
  /** Nothing where the request brings nothing, or nothing that is valid now. Trusts no other header. */
  readonly identify: (headers: Headers) => Promise<AccessActor | undefined>;
  /** Forgets what is remembered for a moment, so that a change is felt at once. */
  readonly forget: () => void;
}
