import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { createSigner, type Signer } from './signer.ts';
import { writeAtomically } from './write-atomically.ts';

/** The environment variables that name the studio's own certificate. */
export interface SignerEnvironment {
  /** PEM file, leaf first, then its issuers. */
  readonly BACKLOT_SIGNING_CERTIFICATE?: string | undefined;
  /** PEM file with the leaf's P-256 private key. */
  readonly BACKLOT_SIGNING_KEY?: string | undefined;
}

const SIGNER_FILE = 'development-signer.pem';
const ROOT_FILE = 'development-root.pem';

/**
 * The configured signer, or the development signer of `folder` where none is configured.
 * @throws BacklotError `SIGNER_INVALID`
 */
export async function openSigner(options: {
  readonly folder: string;
  readonly environment: SignerEnvironment;
  readonly now: Date;
}): Promise<Signer> {
  const { BACKLOT_SIGNING_CERTIFICATE: certificate, BACKLOT_SIGNING_KEY: key } = options.environment;
  if (!certificate && !key) return createDevelopmentSigner(options.folder, options.now);
  if (!certificate || !key) {
    const missing = certificate ? 'BACKLOT_SIGNING_KEY' : 'BACKLOT_SIGNING_CERTIFICATE';
    throw new BacklotError('SIGNER_INVALID', `Signing certificate: ${missing} is not set`, {
      hint: 'Set both BACKLOT_SIGNING_CERTIFICATE and BACKLOT_SIGNING_KEY, or neither.',
    });
  }
  const [chainPem, keyPem] = await Promise.all([readPem(certificate), readPem(key)]);
  return createSigner({ kind: 'configured', chainPem, keyPem, now: options.now });
}

/**
 * The signer that the studio made for itself in `folder`, made at first use: key and chain in one file (0600), so that
 * there is all of it or nothing, and the root's certificate beside it for those who choose to trust it.
 * @throws BacklotError `SIGNER_INVALID` when the file there is damaged
 */
export async function createDevelopmentSigner(folder: string, now: Date): Promise<Signer> {
  const path = join(folder, SIGNER_FILE);
  const pem = (await readIfThere(path)) ?? (await makeSignerFile(folder, now));
  return createSigner({ kind: 'development', chainPem: pem, keyPem: keyOf(pem), now });
}

/**
 * The development signer that lies in `folder`; undefined where none was ever made.
 * @throws BacklotError `SIGNER_INVALID` when the file there is damaged
 */
export async function readDevelopmentSigner(folder: string, now: Date): Promise<Signer | undefined> {
  const pem = await readIfThere(join(folder, SIGNER_FILE));
  return pem === undefined ? undefined : createSigner({ kind: 'development', chainPem: pem, keyPem: keyOf(pem), now });
}

/** Two processes may start at once: the first to link its file wins, the other reads it. */
async function makeSignerFile(folder: string, now: Date): Promise<string> {
  const path = join(folder, SIGNER_FILE);
  // Certificate making is heavy to load and wanted once in the studio's life.
  const { makeDevelopmentChain } = await import('./development-chain.ts');
  const { chainPem, rootPem, keyPem } = await makeDevelopmentChain(now);
  try {
    await writeAtomically(path, Buffer.from(keyPem + chainPem), { mode: 0o600, exclusive: true });
    await writeAtomically(join(folder, ROOT_FILE), Buffer.from(rootPem));
    return keyPem + chainPem;
  } catch (error) {
    const winner = await readIfThere(path);
    if (winner === undefined) throw error;
    return winner;
  }
}

function keyOf(pem: string): string {
  return /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(pem)?.[0] ?? '';
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readPem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new BacklotError('SIGNER_INVALID', `Signing certificate: "${path}" cannot be read`, {
      hint: 'Check the path and its permissions.',
      cause,
    });
  }
}
