import { readFile } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import type { WasmBuilder } from '@contentauth/c2pa-wasm';
import { fillByteSeal } from './byte-seal.ts';
import { BytesBlob, startC2paEngine } from './c2pa-engine.ts';
import { EARLIER_LABEL, toC2paManifest, toIngredient } from './c2pa-manifest.ts';
import { signCoseSign1 } from './cose-sign1.ts';
import { digitalSourceTypeSchema } from './digital-source-type.ts';
import { sha256Hex } from './hash.ts';
import type { SealManifest } from './seal-manifest.ts';
import type { Signer } from './signer.ts';
import type { Verification } from './verification.ts';
import { OFFLINE_SETTINGS, type TrustOptions, verifyBytes } from './verify-bytes.ts';
import { writeAtomically } from './write-atomically.ts';

export interface SealFileOptions extends TrustOptions {
  readonly sourcePath: string;
  /** Where the sealed file goes; may be `sourcePath`, which it then replaces. */
  readonly targetPath: string;
  /** `video/mp4`, `video/quicktime`, `image/png`, … */
  readonly mediaType: string;
  readonly manifest: SealManifest;
  readonly signer: Signer;
}

/** A file as it lies under its final name, verified. */
export interface SealedFile {
  readonly path: string;
  readonly sha256: string;
  readonly byteLength: number;
  /** Of the bytes before signing: the engine's own, which a rerun compares; upon approval those of the earlier file. */
  readonly unsealedSha256: string;
  readonly verification: Verification;
}

const TRAINED_TYPES: ReadonlySet<string> = new Set([
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'algorithmicallyEnhanced',
]);
/** Room for COSE's own heads and the byte seal beside the certificates. */
const COSE_OVERHEAD_BYTES = 1024;

/**
 * Embeds Content Credentials in a picture or video, seals every byte, and verifies what lies on the disk before it gets
 * its name. With `manifest.approval` the source is a file that was sealed before, whose credentials stay as its parent's. The whole file is held in memory, about three times.
 * @throws BacklotError `SEAL_INVALID` when it cannot be signed or does not verify; then nothing lies under `targetPath` that was not there
 */
export async function sealFile(options: SealFileOptions): Promise<SealedFile> {
  const { manifest, targetPath } = options;
  refuseFalseManifest(manifest);
  const unsealed = await readFile(options.sourcePath);
  if (manifest.approval) await refuseOtherFile(unsealed, options);
  const sealed = await sign(unsealed, options);
  fillByteSeal(sealed, options.signer);
  let verification: Verification | undefined;
  await writeAtomically(targetPath, sealed, {
    check: async (temporaryPath) => {
      verification = await verifyBytes(await readFile(temporaryPath), options.mediaType, options);
      if (verification.state !== 'invalid' && verification.manifest?.recipeHash === manifest.recipeHash) return;
      throw sealInvalid(manifest.title, verification.reasons.join('; '));
    },
  });
  if (!verification) throw new Error('the sealed file was not checked');
  return {
    path: targetPath,
    sha256: verification.sha256,
    byteLength: sealed.byteLength,
    unsealedSha256: sha256Hex(unsealed),
    verification,
  };
}

/** What the manifest says must be true before it is signed. */
export function refuseFalseManifest({ title, digitalSourceType, models = [], approval }: SealManifest): void {
  if (!digitalSourceTypeSchema.safeParse(digitalSourceType).success) {
    throw sealInvalid(title, `"${digitalSourceType}" is no IPTC digital source type in use`);
  }
  if (models.length > 0 && !TRAINED_TYPES.has(digitalSourceType)) {
    throw sealInvalid(title, `it names a trained model, and is said to be ${digitalSourceType}`);
  }
  const unnamed = models.find((model) => [model.type, model.name, model.identifier].some((word) => word.trim() === ''));
  if (unnamed) throw sealInvalid(title, 'a model needs a type, a name and an identifier');
  if (approval?.approvals.length === 0) throw sealInvalid(title, 'it is said to be approved, and by nobody');
}

/** What is sealed upon approval must be the very file that was sealed and approved, with this recipe, for this take. */
async function refuseOtherFile(bytes: Uint8Array, { manifest, mediaType, ...trust }: SealFileOptions): Promise<void> {
  const { state, sha256, manifest: found } = await verifyBytes(bytes, mediaType, trust);
  const isSame =
    sha256 === manifest.approval?.earlierSha256 &&
    found?.recipeHash === manifest.recipeHash &&
    found.takeId === manifest.takeId;
  if (state === 'invalid' || !isSame) throw sealInvalid(manifest.title, 'it is not the sealed file that was approved');
}

async function sign(bytes: Uint8Array<ArrayBuffer>, options: SealFileOptions): Promise<Uint8Array> {
  const { manifest, mediaType, signer } = options;
  const { Builder } = await startC2paEngine();
  const reserveSize = signer.chain.reduce((sum, certificate) => sum + certificate.byteLength, COSE_OVERHEAD_BYTES);
  const definition = {
    alg: 'es256',
    reserveSize,
    sign: async (claim: Uint8Array) => signCoseSign1(signer, claim, reserveSize),
  };
  try {
    const builder = Builder.fromJson(
      JSON.stringify(toC2paManifest(manifest, mediaType)),
      JSON.stringify(OFFLINE_SETTINGS),
    );
    try {
      if (manifest.approval) {
        const earlier = {
          label: EARLIER_LABEL,
          title: `${manifest.title}, before its approval`,
          relationship: 'parentOf',
        };
        await builder.addIngredientFromBlob(JSON.stringify(earlier), mediaType, new BytesBlob(bytes));
      } else await addCredentialed(builder, manifest);
      return await builder.sign(definition, [], mediaType, new BytesBlob(bytes));
    } finally {
      builder.free();
    }
  } catch (cause) {
    throw sealInvalid(manifest.title, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** Ingredients whose own credentials stay: the engine reads and checks them, and keeps what it found. */
async function addCredentialed(builder: WasmBuilder, { ingredients }: SealManifest): Promise<void> {
  for (const [place, ingredient] of ingredients.entries()) {
    if (ingredient.credentialedPath === undefined) continue;
    const bytes = new Uint8Array(await readFile(ingredient.credentialedPath));
    const words = JSON.stringify(toIngredient(ingredient, place));
    await builder.addIngredientFromBlob(words, ingredient.mediaType, new BytesBlob(bytes));
  }
}

/** `SEAL_INVALID`: what was to be sealed, and why it is not. */
export function sealInvalid(title: string, problem: string, cause?: unknown): BacklotError {
  return new BacklotError('SEAL_INVALID', `Seal of "${title}": ${problem}`, {
    hint: 'The file was not given its name; see whether it plays, and the signing certificate.',
    ...(cause === undefined ? {} : { cause }),
  });
}
