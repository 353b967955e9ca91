import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDevelopmentChain } from './development-chain.ts';
import { createDevelopmentSigner, openSigner } from './open-signer.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-signer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the development signer', () => {
  it('is made at first use and is the same afterwards', async () => {
    const first = await createDevelopmentSigner(folder, NOW);
    const second = await createDevelopmentSigner(folder, NOW);
    expect(second.chain).toEqual(first.chain);
    expect(first).toMatchObject({ kind: 'development', name: 'Backlot development signer' });
  });

  it('keeps its key from others and leaves no temporary files', async () => {
    await createDevelopmentSigner(folder, NOW);
    expect((await stat(join(folder, 'development-signer.pem'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['development-root.pem', 'development-signer.pem']);
    expect(await readFile(join(folder, 'development-root.pem'), 'utf8')).not.toContain('PRIVATE');
  });

  it('is one and the same for processes that start at once', async () => {
    const signers = await Promise.all(Array.from({ length: 6 }, () => createDevelopmentSigner(folder, NOW)));
    expect(new Set(signers.map((signer) => Buffer.from(signer.chain[0]!).toString('hex'))).size).toBe(1);
  });

  it('has a leaf that its root vouches for', async () => {
    const { chain } = await createDevelopmentSigner(folder, NOW);
    const [leaf, root] = chain.map((der) => new X509Certificate(der));
    expect(leaf!.ca).toBe(false);
    expect(root!.ca).toBe(true);
    expect(leaf!.verify(root!.publicKey)).toBe(true);
    expect(leaf!.keyUsage).toEqual(['1.3.6.1.5.5.7.3.4']);
  });

  it('says so when its file is damaged, rather than make another', async () => {
    await createDevelopmentSigner(folder, NOW);
    await writeFile(join(folder, 'development-signer.pem'), 'nothing of use');
    await expect(createDevelopmentSigner(folder, NOW)).rejects.toMatchObject({ code: 'SIGNER_INVALID' });
  });
});

describe('a configured signer', () => {
  async function configure(chainPem: string, keyPem: string, now = NOW) {
    const [BACKLOT_SIGNING_CERTIFICATE, BACKLOT_SIGNING_KEY] = [join(folder, 'chain.pem'), join(folder, 'key.pem')];
    await writeFile(BACKLOT_SIGNING_CERTIFICATE, chainPem);
    await writeFile(BACKLOT_SIGNING_KEY, keyPem);
    return openSigner({ folder, environment: { BACKLOT_SIGNING_CERTIFICATE, BACKLOT_SIGNING_KEY }, now });
  }

  it('is used where the environment names one', async () => {
    const made = await makeDevelopmentChain(NOW);
    expect(await configure(made.chainPem, made.keyPem)).toMatchObject({ kind: 'configured' });
  });

  it('is refused when certificate and key are no pair', async () => {
    const [one, other] = [await makeDevelopmentChain(NOW), await makeDevelopmentChain(NOW)];
    await expect(configure(one.chainPem, other.keyPem)).rejects.toThrow(/does not belong/);
  });

  it('is refused out of order, broken, out of date or of another kind', async () => {
    const made = await makeDevelopmentChain(NOW);
    const other = await makeDevelopmentChain(NOW);
    const leafPem = made.chainPem.replace(made.rootPem, '');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    await expect(configure(made.rootPem + leafPem, made.keyPem)).rejects.toThrow(/does not belong/);
    await expect(configure(leafPem + other.rootPem, made.keyPem)).rejects.toThrow(/not issued by the one after/);
    await expect(configure(made.chainPem, made.keyPem, new Date('2090-01-01'))).rejects.toThrow(/not now/);
    await expect(configure(made.chainPem, String(rsa))).rejects.toThrow(/expected a P-256 key/);
    await expect(configure(made.chainPem, 'no key')).rejects.toThrow(/cannot be read/);
    await expect(configure('no certificate', made.keyPem)).rejects.toThrow(/no PEM certificate/);
  });

  it('is refused when only half of it is named, or a file is missing', async () => {
    const half = { BACKLOT_SIGNING_KEY: join(folder, 'key.pem') };
    await expect(openSigner({ folder, environment: half, now: NOW })).rejects.toThrow(/BACKLOT_SIGNING_CERTIFICATE/);
    const missing = { ...half, BACKLOT_SIGNING_CERTIFICATE: join(folder, 'none.pem') };
    await expect(openSigner({ folder, environment: missing, now: NOW })).rejects.toMatchObject({
      code: 'SIGNER_INVALID',
    });
  });

  it('gives way to the development signer where none is named', async () => {
    expect(await openSigner({ folder, environment: {}, now: NOW })).toMatchObject({ kind: 'development' });
  });
});
