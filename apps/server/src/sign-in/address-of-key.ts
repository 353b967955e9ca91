import type { AccessKey } from '@backlot/film';

/**
 * What is passed on of a new key: for links an address of this studio, for tokens the secret itself. The secret stands
 * behind `#`: browsers send that part to no server, so it gets into no log on the way and into no `Referer`.
 */
export function addressOfKey(baseUrl: string, { purpose }: Pick<AccessKey, 'purpose'>, secret: string): string {
  if (purpose.kind === 'token') return secret;
  const page = purpose.kind === 'owner-link' || purpose.kind === 'invitation' ? 'welcome' : 'guest';
  return `${baseUrl}/${page}#${secret}`;
}
