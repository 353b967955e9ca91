import { createPrivateKey, createPublicKey, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { BacklotError } from '@backlot/film';
import { readPemCertificates } from './read-pem-certificates.ts';

/** Signs on behalf of a certificate chain: ECDSA on P-256 with SHA-256 (ES256). */
export interface Signer {
  /** Common name of the leaf. */
  readonly name: string;
  /** Made by the studio itself and vouched for by nobody, or configured. */
  readonly kind: 'development' | 'configured';
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  /** 64 bytes: r and s, as IEEE P1363 and RFC 9053 write them. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/**
 * Makes a signer of a PEM chain (leaf first) and the leaf's PEM private key.
 * @throws BacklotError `SIGNER_INVALID` when they are unreadable, no P-256 pair, out of order or out of date at `now`
 */
export function createSigner(options: {
  readonly kind: Signer['kind'];
  readonly chainPem: string;
  readonly keyPem: string;
  readonly now: Date;
}): Signer {
  const chain = readChain(options.chainPem);
  const [leaf] = chain;
  if (!leaf) throw signerInvalid('the certificate file holds no PEM certificate');
  const key = readKey(options.keyPem);
  if (!leaf.checkPrivateKey(key)) throw signerInvalid('the key does not belong to the first certificate');
  refuseBrokenChain(chain, options.now);
  return {
    name: commonNameOf(leaf),
    kind: options.kind,
    chain: chain.map((certificate) => certificate.raw),
    sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

/** The common name in a certificate's subject, or the whole subject where it has none. */
export function commonNameOf(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject;
}

function readChain(pem: string): X509Certificate[] {
  try {
    return readPemCertificates(pem);
  } catch (cause) {
    throw signerInvalid('a certificate cannot be read', cause);
  }
}

function readKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw signerInvalid('the private key cannot be read (PKCS#8 or SEC1 PEM without a passphrase)', cause);
  }
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve !== 'prime256v1') throw signerInvalid(`expected a P-256 key, got ${curve ?? key.asymmetricKeyType}`);
  createPublicKey(key);
  return key;
}

function refuseBrokenChain(chain: readonly X509Certificate[], now: Date): void {
  for (const [place, certificate] of chain.entries()) {
    const issuer = chain[place + 1];
    if (new Date(certificate.validFrom) > now || new Date(certificate.validTo) < now) {
      const name = commonNameOf(certificate);
      throw signerInvalid(`certificate "${name}" is valid ${certificate.validFrom} to ${certificate.validTo}, not now`);
    }
    if (issuer && !(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))) {
      throw signerInvalid(
        `certificate ${place} was not issued by the one after it: put the leaf first, then its issuers`,
      );
    }
  }
}

function signerInvalid(problem: string, cause?: unknown): BacklotError {
  return new BacklotError('SIGNER_INVALID', `Signing certificate: ${problem}`, {
    hint: 'Check BACKLOT_SIGNING_CERTIFICATE and BACKLOT_SIGNING_KEY, or unset both to use the development certificate.',
    ...(cause === undefined ? {} : { cause }),
  });
}
