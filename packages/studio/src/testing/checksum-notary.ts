import { canonicalJson, sha256Hex } from '@backlot/evidence';
import type { Notary } from '../ports/checkpoints.ts';

/** A notary for tests without certificates: its signature is a checksum of what a checkpoint says. */
export const checksumNotary: Notary = {
  sign: async (statement) => ({ ...statement, chain: [], signature: sha256Hex(canonicalJson(statement)) }),
  openCheck: async () => {
    return ({ chain: _, signature, ...statement }) =>
      signature === sha256Hex(canonicalJson(statement)) ? undefined : 'its checksum is another one';
  },
};
