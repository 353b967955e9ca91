import type { AccessAction, BacklotError, Person, Role } from '@backlot/film';
import type { AccessActor, AccessResource } from '@backlot/policy';
import type { ServerContext } from '../server-context.ts';

/** How a route finds what it is about from the names in its path. */
export interface RouteResource<Params, Resource extends AccessResource> {
  /** Throws what `notFound` gives where it is not there. */
  readonly read: (params: Params, server: ServerContext) => Resource | Promise<Resource>;
  /**
   * Who may not do this may not even know that it is there, and hears what `notFound` gives: the same as for something
   * that is not there.
   */
  readonly hidden?: { readonly unless: AccessAction; readonly notFound: (params: Params) => BacklotError };
  /** What has to hold besides, asked once the rules have allowed it; throws where it does not. */
  demandAlso?(resource: Resource, server: ServerContext): Promise<void>;
  /** The handler asks once it has read the request's body; an answer without that is our fault and not sent. */
  readonly isAskedByHandler?: true;
}

/** What a route is: this action, on this. */
export interface GuardedAccess<Params, Resource extends AccessResource> {
  readonly action: AccessAction;
  readonly resource: RouteResource<Params, Resource>;
  /** Roles in which somebody with several rather acts; those that the take's decision asks for, say. */
  // A method, so that one for takes fits where resources in general are spoken of.
  actAs?(resource: Resource): readonly Role[];
}

/** A route for everybody, signed in or not. The reason stands in the list of `tests/architecture/one-door.test.ts`. */
export interface OpenAccess {
  readonly open: string;
}

/** Names in a path: those of `/takes/{take}` are `take`. */
export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<Rest>
  : unknown;

/** Who came in, and what the rules say of them. Handlers get it as `context.get('access')`. */
export interface RequestAccess<Resource extends AccessResource> {
  readonly actor: AccessActor;
  /** What the route is about, as the rules saw it. */
  readonly resource: Resource;
  /** The acting person as records name them, in the role in which they may do this. */
  readonly by: Person;
  readonly may: (action: AccessAction, resource: AccessResource) => boolean;
  /** The acting person for something else. @throws BacklotError `ACCESS_DENIED` */
  readonly demand: (action: AccessAction, resource: AccessResource, preferred?: readonly Role[]) => Person;
  /**
   * Asks again, with what holds now: the credential, the roles, the resource. Long answers do it again and again.
   * @throws BacklotError where the right is gone
   */
  readonly recheck: () => Promise<RequestAccess<Resource>>;
}
