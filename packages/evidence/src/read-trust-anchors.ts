import { readFile } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { readPemCertificates } from './read-pem-certificates.ts';

/** The environment variable that names who is trusted. */
export interface TrustEnvironment {
  /** PEM file with one or more certificates. */
  readonly BACKLOT_TRUST_ANCHORS?: string | undefined;
}

/**
 * The declared trust anchors as PEM, or undefined where none are declared: then nothing is `trusted`, the development
 * root least of all.
 * @throws BacklotError `SIGNER_INVALID` when the file cannot be read or holds no certificate
 */
export async function readTrustAnchors(environment: TrustEnvironment): Promise<string | undefined> {
  const path = environment.BACKLOT_TRUST_ANCHORS;
  if (!path) return undefined;
  try {
    const pem = await readFile(path, 'utf8');
    if (readPemCertificates(pem).length > 0) return pem;
    throw new Error('it holds no PEM certificate');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BacklotError('SIGNER_INVALID', `Trust anchors: "${path}" cannot be used: ${reason}`, {
      hint: 'Check BACKLOT_TRUST_ANCHORS, or unset it.',
      cause,
    });
  }
}
