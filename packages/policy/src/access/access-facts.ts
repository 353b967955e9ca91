import { type AccessAction, isSamePerson, type Role, type TakeState } from '@backlot/film';
import type { AccessActor, AccessResource, TakeResource } from './access-actor.ts';

/** All that the access rules know of one question; the answer follows from these and nothing else. */
export interface AccessFacts {
  readonly action: AccessAction;
  readonly resource: 'Studio' | 'Production' | 'Take' | 'Performer';
  /** Sorted, each once. */
  readonly roles: readonly Role[];
  readonly isInScope: boolean;
  readonly isAsker: boolean;
  readonly isOfActor: boolean;
  readonly isNamedByLink: boolean;
  readonly linkMayNote: boolean;
  readonly isViewingFile: boolean;
  readonly state?: TakeState;
}

const TYPE_OF_KIND = {
  studio: 'Studio',
  anywhere: 'Studio',
  production: 'Production',
  performer: 'Performer',
  take: 'Take',
} as const satisfies Record<AccessResource['kind'], AccessFacts['resource']>;

/** Reads the facts off actor and resource. Judges nothing. */
export function gatherAccessFacts(actor: AccessActor, action: AccessAction, resource: AccessResource): AccessFacts {
  return {
    action,
    resource: TYPE_OF_KIND[resource.kind],
    roles: rolesHeld(actor, resource),
    isInScope: isInScope(actor, action, resource),
    isAsker: resource.kind === 'take' && isSamePerson(personOf(actor), resource.requestedBy),
    isOfActor: isOfActor(actor, resource),
    isNamedByLink: resource.kind === 'take' && isNamedByLink(actor, resource),
    linkMayNote: actor.guest?.mayNote ?? false,
    isViewingFile: resource.kind === 'take' && resource.isViewingFile === true,
    ...(resource.kind === 'take' ? { state: resource.state } : {}),
  };
}

/** Roles of the actor that count for this resource. */
function rolesHeld(actor: AccessActor, resource: AccessResource): AccessFacts['roles'] {
  const held = new Set<Role>(actor.isOwner ? ['owner'] : []);
  for (const [production, roles] of Object.entries(actor.roles)) {
    const counts = production === '*' || resource.kind === 'anywhere' || productionOf(resource) === production;
    if (counts) for (const role of roles) held.add(role);
  }
  return [...held].sort();
}

function productionOf(resource: AccessResource): string | undefined {
  return 'production' in resource ? resource.production : undefined;
}

function isInScope({ token }: AccessActor, action: AccessAction, resource: AccessResource): boolean {
  if (!token) return true;
  if (!token.actions.includes(action)) return false;
  if (resource.kind === 'anywhere' || token.productions.includes('*')) return true;
  const production = productionOf(resource);
  return production !== undefined && token.productions.includes(production);
}

function personOf({ name, accountId }: AccessActor) {
  return { name, role: 'guest' as const, ...(accountId === undefined ? {} : { accountId }) };
}

function isOfActor({ performers }: AccessActor, resource: AccessResource): boolean {
  if (resource.kind === 'performer') return performers.includes(resource.performer);
  return resource.kind === 'take' && resource.performers.some((performer) => performers.includes(performer));
}

function isNamedByLink({ guest }: AccessActor, { production, shot, take }: TakeResource): boolean {
  if (!guest || guest.production !== production) return false;
  if (guest.shots.length === 0 && guest.takes.length === 0) return true;
  return guest.shots.includes(shot) || guest.takes.includes(take);
}
