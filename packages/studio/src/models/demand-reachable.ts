import type { BackEndAdapter } from '@backlot/engine';
import { type BackEnd, BacklotError, isWayEncrypted } from '@backlot/film';

/** How a back end would be reached. */
type Way = Pick<BackEnd, 'title' | 'isOwn'> & { readonly address?: string; readonly hasKey: boolean };

/**
 * Refuses a back end that its kind could not be reached by, or safely.
 * @throws BacklotError `REQUEST_INVALID`
 */
export function demandReachable({ needsAddress, needsKey, isLocal }: BackEndAdapter, way: Way): void {
  const { title, address, hasKey } = way;
  if (needsAddress && address === undefined) throw lacks(title, 'an address');
  if (needsKey && !hasKey) throw lacks(title, 'a key');
  // What runs on this machine is not reached by an address: one on record would say that something is sent there.
  if (isLocal === true && (address !== undefined || hasKey)) {
    throw invalid(title, 'neither address nor key, got one', 'It runs on this machine: leave them out.');
  }
  if (!isWayEncrypted(way)) {
    throw invalid(
      title,
      `an address with https, got ${address}`,
      'Key and material would go out in clear; http is for machines of your own.',
    );
  }
}

function lacks(title: string, what: string): BacklotError {
  return invalid(title, `${what}, got none`, `Give ${what}.`);
}

function invalid(title: string, expected: string, hint: string): BacklotError {
  return new BacklotError('REQUEST_INVALID', `Back end "${title}": expected ${expected}`, { hint });
}
