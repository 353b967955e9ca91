import {
  findSignatureFault,
  openSigner,
  readDevelopmentSigner,
  readTrustAnchors,
  recogniseSigner,
  type SignerEnvironment,
  signCheckpoint,
  type TrustEnvironment,
} from '@backlot/evidence';
import type { Notary } from '@backlot/studio';
import { once } from './once.ts';

/** What the notary needs from outside. */
export interface NotaryOptions {
  /** Where the development signer is kept: `<home>/signing`. */
  readonly folder: string;
  readonly environment: SignerEnvironment & TrustEnvironment;
  readonly nowMs: () => number;
}

/** Signs the ledger's checkpoints with the certificate that seals takes. */
export function createNotary(options: NotaryOptions): Notary {
  const now = () => new Date(options.nowMs());
  const signer = once(() => openSigner({ ...options, now: now() }));
  return {
    sign: async (statement) => signCheckpoint(statement, await signer()),
    openCheck: async () => {
      // What was signed before a certificate was configured is the studio's own too.
      const before = await readDevelopmentSigner(options.folder, now());
      const signers = [await signer(), ...(before ? [before] : [])];
      const isOurs = recogniseSigner({ signers, anchorsPem: await readTrustAnchors(options.environment) });
      return (checkpoint) => findSignatureFault(checkpoint, isOurs);
    },
  };
}
