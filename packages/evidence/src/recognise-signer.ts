import { X509Certificate } from 'node:crypto';
import { readPemCertificates } from './read-pem-certificates.ts';
import type { Signer } from './signer.ts';

/** Whose signatures count as the studio's own. */
export interface KnownSigners {
  /** Signers that the studio has, or had, the keys of. */
  readonly signers: readonly Signer[];
  /** PEM of certificates that are declared; a signer's own certificate among them counts as the studio's. */
  readonly anchorsPem?: string | undefined;
}

/**
 * Makes a check whether a certificate chain (leaf first) is the studio's: by one of its own certificates, or by a
 * renewal of one: the same name, from the same issuer. A stranger with a certificate of the same authority is none.
 */
export function recogniseSigner({
  signers,
  anchorsPem = '',
}: KnownSigners): (chain: readonly X509Certificate[]) => boolean {
  const chains = signers.map((signer) => signer.chain.map((der) => new X509Certificate(der)));
  const leaves = new Set([...chains.flatMap(([leaf]) => leaf ?? []), ...readPemCertificates(anchorsPem)].map(nameOf));
  const renewed = ([leaf, ...issuers]: readonly X509Certificate[]) =>
    chains.some(([ours, ...ourIssuers]) => {
      const last = ourIssuers.at(-1);
      return last !== undefined && leaf?.subject === ours?.subject && nameOf(issuers.at(-1)) === nameOf(last);
    });
  return (chain) => leaves.has(nameOf(chain[0])) || (isUnbroken(chain) && renewed(chain));
}

function nameOf(certificate: X509Certificate | undefined): string {
  return certificate?.fingerprint256 ?? 'none';
}

function isUnbroken(chain: readonly X509Certificate[]): boolean {
  return chain.every((certificate, place) => {
    const issuer = chain[place + 1];
    return !issuer || (issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
  });
}
