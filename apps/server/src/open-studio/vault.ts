import { openReferenceVault } from '@backlot/faces';
import type { Vault } from '@backlot/studio';
import { once } from './once.ts';

/** The vault of reference pictures, with its key in `folder`; opened when it is first needed. */
export function createVault(folder: string): Vault {
  const open = once(() => openReferenceVault(folder));
  return {
    seal: async (bytes, performer) => (await open()).seal(bytes, performer),
    open: async (sealed, performer) => (await open()).open(sealed, performer),
  };
}
