import { stat } from 'node:fs/promises';
import { hashFile, sha256Hex } from './hash.ts';
import { refuseFalseManifest, type SealedFile, sealInvalid } from './seal-file.ts';
import type { SealManifest } from './seal-manifest.ts';
import { type SequenceFile, writeSequenceSeal } from './sequence-seal.ts';
import type { Signer } from './signer.ts';
import type { Verification } from './verification.ts';
import type { TrustOptions } from './verify-bytes.ts';
import { verifySidecar } from './verify-sidecar.ts';
import { writeAtomically } from './write-atomically.ts';

/** How the name of every sidecar ends; `verifyFile` looks for it. */
export const SIDECAR_SUFFIX = '.seal.json';

export interface SealSequenceOptions extends TrustOptions {
  /** `name` is where the file will lie, relative to the sidecar's folder; `path` where it lies now. */
  readonly files: readonly { readonly name: string; readonly path: string; readonly frame?: number }[];
  /** Must end with `SIDECAR_SUFFIX`. */
  readonly targetPath: string;
  readonly manifest: SealManifest;
  readonly signer: Signer;
}

/**
 * Writes a signed sidecar for files that cannot carry credentials (EXR sequences, very large masters), and verifies it
 * against every file before it gets its name.
 * @throws BacklotError `SEAL_INVALID`; then nothing lies under `targetPath` that was not there
 */
export async function sealSequence(options: SealSequenceOptions): Promise<Omit<SealedFile, 'unsealedSha256'>> {
  const { manifest, targetPath } = options;
  refuseFalseManifest(manifest);
  if (!targetPath.endsWith(SIDECAR_SUFFIX))
    throw sealInvalid(manifest.title, `its name must end with ${SIDECAR_SUFFIX}`);
  if (options.files.length === 0) throw sealInvalid(manifest.title, 'there are no files to seal');
  const paths = new Map(options.files.map(({ name, path }) => [name, path]));
  if (paths.size !== options.files.length) throw sealInvalid(manifest.title, 'two files have one name');
  const listed: SequenceFile[] = [];
  for (const { name, path, frame } of options.files) {
    const [sha256, { size }] = [await hashFile(path), await stat(path)];
    listed.push({ name, sha256, byteLength: size, ...(frame === undefined ? {} : { frame }) });
  }
  const bytes = Buffer.from(writeSequenceSeal(manifest, listed, options.signer));
  let verification: Verification | undefined;
  await writeAtomically(targetPath, bytes, {
    check: async (temporaryPath) => {
      verification = await verifySidecar(temporaryPath, { ...options, locate: (name) => paths.get(name) ?? '' });
      if (verification.state === 'invalid') throw sealInvalid(manifest.title, verification.reasons.join('; '));
    },
  });
  if (!verification) throw new Error('the sidecar was not checked');
  return { path: targetPath, sha256: sha256Hex(bytes), byteLength: bytes.byteLength, verification };
}
