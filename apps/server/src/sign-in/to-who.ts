import type { Role } from '@backlot/film';
import type { AccessActor } from '@backlot/policy';
import type { Who } from '../wire/crew-wire.ts';

/** An actor as pages are told of it. */
export function toWho(actor: AccessActor): Who {
  const isPerformer = Object.values(actor.roles).some((roles: readonly Role[]) => roles.includes('performer'));
  const linked = isPerformer ? ('performer-link' as const) : ('guest-link' as const);
  const known = actor.token ? ('token' as const) : ('account' as const);
  return {
    name: actor.name,
    by: actor.accountId === undefined ? linked : known,
    accountId: actor.accountId ?? null,
    isOwner: actor.isOwner,
    roles: Object.fromEntries(Object.entries(actor.roles)),
    performers: actor.performers,
    guest: actor.guest ?? null,
  };
}
