import type { BackEnd } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { keyContext } from './find-back-end.ts';

/** A key as it is written anywhere; nothing where none was given. */
export async function sealKey(
  { vault }: Pick<StudioPorts, 'vault'>,
  backEndId: string,
  key: string | undefined,
): Promise<Uint8Array | undefined> {
  return key === undefined ? undefined : vault.seal(new TextEncoder().encode(key), keyContext(backEndId));
}

/** What is shown of a key; short ones show nothing of themselves. */
export function endingOf(key: string | undefined): Pick<BackEnd, 'keyEnding'> {
  if (key === undefined) return {};
  return { keyEnding: key.length >= 16 ? key.slice(-4) : '' };
}
