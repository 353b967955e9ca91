import type { ModelCall } from '@backlot/film';

/** What a vendor calls a call: its ids, else whatever words tell calls apart there; none where it has not answered. */
export function idsOfHandle(handle: ModelCall['handle'] = {}): readonly string[] {
  const words = Object.entries(handle).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const ids = words.filter(([name]) => /id$/i.test(name));
  return (ids.length > 0 ? ids : words).map(([, value]) => value);
}
