import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** What a development signer needs, as PEM. The root's key is forgotten: it signs this one leaf and nothing more. */
export interface DevelopmentChain {
  readonly chainPem: string;
  readonly rootPem: string;
  readonly keyPem: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const HOUR_MS = 3_600_000;
/** Without a time stamp authority a seal lives no longer than its certificate, so it is long. */
const LIFETIME_MS = 20 * 365 * 24 * HOUR_MS;

/** Makes a root and a leaf that the C2PA certificate profile accepts (EC P-256; leaf for signing, EKU emailProtection). */
export async function makeDevelopmentChain(now: Date): Promise<DevelopmentChain> {
  const rootKeys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const leafKeys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const dates = { notBefore: new Date(now.getTime() - HOUR_MS), notAfter: new Date(now.getTime() + LIFETIME_MS) };
  const root = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: makeSerialNumber(),
      name: 'CN=Backlot development root, O=Backlot development (not trusted)',
      ...dates,
      keys: rootKeys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(rootKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const leaf = await X509CertificateGenerator.create(
    {
      serialNumber: makeSerialNumber(),
      subject: 'CN=Backlot development signer, O=Backlot development (not trusted)',
      issuer: root.subject,
      ...dates,
      publicKey: leafKeys.publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([EMAIL_PROTECTION], false),
        await SubjectKeyIdentifierExtension.create(leafKeys.publicKey, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(rootKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', leafKeys.privateKey);
  return { chainPem: `${toPem(leaf)}${toPem(root)}`, rootPem: toPem(root), keyPem: keyToPem(pkcs8) };
}

/** 16 random bytes, positive. */
function makeSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function toPem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

function keyToPem(pkcs8: ArrayBuffer): string {
  const lines =
    Buffer.from(pkcs8)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
