import { type CrewRole, crewRoleSchema, type RoleGrant } from '@backlot/film';
import type { Who } from '@backlot/server';

/** What each role does, in a few words. */
export const ROLE_WORDS: Readonly<Record<CrewRole, string>> = {
  supervisor: 'approves uses, reviews takes, delivers',
  producer: 'runs productions and their people, delivers',
  legal: 'approves uses, keeps consents and licences',
  artist: 'asks for takes and writes notes',
  performer: 'sees takes that use them, gives and withdraws consent',
};

/** Roles that are given by themselves; a performer's goes with the performers for whom they speak. */
export const ROLES_TO_GIVE = crewRoleSchema.exclude(['performer']).options;

/** `supervisor of harbour`, `producer in all productions`. */
export function describeGrant({ role, production }: RoleGrant): string {
  return production === '*' ? `${role} in all productions` : `${role} of ${production}`;
}

/** Who one is here, as the bar shows it: the roles in this production, or all. */
export function describeWho(who: Who, production?: string): string {
  if (who.by === 'guest-link') return 'guest';
  if (who.by === 'performer-link') return 'performer';
  const held = Object.entries(who.roles).filter(
    ([place]) => production === undefined || [production, '*'].includes(place),
  );
  const roles = [...new Set(held.flatMap(([, each]) => each))];
  return [...(who.isOwner ? ['owner'] : []), ...roles].join(', ') || 'no role yet';
}
