import type { Licence } from '@backlot/film';

/** How a licence stands at an instant (ISO 8601, UTC): one in force is expired once its last day is over. */
export function standingOfLicence(
  { state, expiresOn }: Pick<Licence, 'state' | 'expiresOn'>,
  instant: string,
): 'in-force' | 'expired' | 'revoked' {
  if (state === 'revoked') return 'revoked';
  return expiresOn !== undefined && instant.slice(0, 10) > expiresOn ? 'expired' : 'in-force';
}
