import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { recogniseSigner } from './recognise-signer.ts';
import { createSigner, type Signer } from './signer.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DATES = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };

interface Authority {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly certificate: x509.X509Certificate;
}

const makeKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function makeAuthority(name: string): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name,
      ...DATES,
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
    },
    webcrypto,
  );
  return { keys, certificate };
}

async function makeSigner(subject: string, { keys, certificate }: Authority): Promise<Signer> {
  const own = await makeKeys();
  const leaf = await x509.X509CertificateGenerator.create(
    {
      subject,
      issuer: certificate.subject,
      ...DATES,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
    },
    webcrypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', own.privateKey)).toString('base64');
  return createSigner({
    kind: 'configured',
    chainPem: `${leaf.toString('pem')}\n${certificate.toString('pem')}\n`,
    keyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    now: new Date('2026-11-25'),
  });
}

const chainOf = (signer: Signer) => signer.chain.map((der) => new X509Certificate(der));
const OURS = 'CN=Night Harbour, O=Nordlicht';

describe('the studio’s own signature', () => {
  let authority: Authority;
  let ours: Signer;
  let isOurs: ReturnType<typeof recogniseSigner>;
  beforeAll(async () => {
    authority = await makeAuthority('CN=Authority');
    ours = await makeSigner(OURS, authority);
    isOurs = recogniseSigner({ signers: [ours] });
  });

  it('is known by its certificate, and by a renewal of it', async () => {
    expect(isOurs(chainOf(ours))).toBe(true);
    expect(isOurs(chainOf(await makeSigner(OURS, authority)))).toBe(true);
  });

  it('is not that of another customer of the same authority', async () => {
    expect(isOurs(chainOf(await makeSigner('CN=Somebody else, O=Nordlicht', authority)))).toBe(false);
  });

  it('is not that of an authority of the same name', async () => {
    const forger = await makeSigner(OURS, await makeAuthority('CN=Authority'));
    expect(isOurs(chainOf(forger))).toBe(false);
    // With our authority's certificate put in place of theirs.
    expect(isOurs([...chainOf(forger).slice(0, 1), ...chainOf(ours).slice(1)])).toBe(false);
    expect(isOurs([...chainOf(forger), ...chainOf(ours).slice(1)])).toBe(false);
  });

  it('is not one without certificates, nor anybody’s where the studio has none', () => {
    expect(isOurs([])).toBe(false);
    expect(recogniseSigner({ signers: [] })(chainOf(ours))).toBe(false);
    expect(recogniseSigner({ signers: [] })([])).toBe(false);
  });
});
