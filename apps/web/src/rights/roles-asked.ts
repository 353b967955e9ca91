import { type DecisionReason, type Role, rolesAsked } from '@backlot/film';

const NAMES: Readonly<Record<Role, string>> = {
  owner: 'the owner',
  artist: 'an artist',
  supervisor: 'a supervisor',
  producer: 'a producer',
  legal: 'legal',
  performer: 'the performer',
  guest: 'a guest',
  system: 'the studio',
};

/** `A supervisor`, `Legal and a producer`; undefined where no reason names a role. */
export function namesOfRoles(reasons: readonly DecisionReason[]): string | undefined {
  const names = rolesAsked(reasons).map((role) => NAMES[role]);
  if (names.length === 0) return undefined;
  const words = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
