import { basename, join } from 'node:path';
import {
  hashRecipe,
  openSigner,
  readTrustAnchors,
  type SealIngredient,
  type SealManifest,
  SIDECAR_SUFFIX,
  type Signer,
  type SignerEnvironment,
  sealFile,
  sealSequence,
  type TrustEnvironment,
  type Verification,
  verifyFile,
  verifySidecar,
} from '@backlot/evidence';
import type { LocatedFile, SealCheck, SealedFile, Sealer, SealResult } from '@backlot/studio';
import { once } from './once.ts';

/** What the sealer needs from outside. */
export interface SealerOptions {
  /** Where the development signer is kept: `<home>/signing`. */
  readonly folder: string;
  readonly environment: SignerEnvironment & TrustEnvironment;
  readonly studioVersion: string;
  readonly nowMs: () => number;
}

type SealJob = Parameters<Sealer['seal']>[0];

const EMBEDDABLE: ReadonlySet<string> = new Set(['video/mp4', 'video/quicktime', 'image/png']);

/** C2PA signing holds a file in memory about three times; masters beyond this get a sidecar instead. */
const MOST_EMBEDDED_BYTES = 400 * 1024 * 1024;

/** Content Credentials by `@backlot/evidence`: inside mp4, mov and PNG; one sidecar for each EXR sequence. */
export function createSealer(options: SealerOptions): Sealer {
  const signer = once(() => openSigner({ ...options, now: new Date(options.nowMs()) }));
  const trust = once(() => readTrust(options.environment));
  return {
    seal: async (job) => sealAll(job, await signer(), await trust(), options),
    check: async (path) => toCheck(await verifyFile(path, await trust())),
    checkSidecar: async (sidecar, spokenOf) => {
      const folder = folderOf(sidecar.file.name);
      const paths = new Map(spokenOf.map(({ file, path }) => [file.name, path]));
      const locate = (name: string) => paths.get(`${folder}${name}`) ?? '';
      return toCheck(await verifySidecar(sidecar.path, { ...(await trust()), locate }));
    },
  };
}

async function sealAll(job: SealJob, signer: Signer, trust: Trust, options: SealerOptions): Promise<SealResult> {
  const manifest = manifestOf(job, options);
  const embedded = job.outputs.filter(isEmbeddable);
  const sequences = groupByRole(job.outputs.filter((output) => !isEmbeddable(output)));
  const files: SealedFile[] = [];
  const states: Verification['state'][] = [];
  for (const output of embedded) {
    job.signal.throwIfAborted();
    const { file, path } = output;
    const targetPath = join(job.outDir, file.name);
    const titled = { ...manifest, title: file.name };
    const sealed = await sealFile({
      sourcePath: path,
      targetPath,
      mediaType: file.mediaType,
      manifest: titled,
      signer,
      ...trust,
    });
    states.push(sealed.verification.state);
    files.push({ role: file.role, name: file.name, mediaType: file.mediaType, kind: 'embedded' });
  }
  for (const [role, outputs] of sequences) {
    job.signal.throwIfAborted();
    const name = `${role}${SIDECAR_SUFFIX}`;
    const listed = outputs.map(({ file, path }) => ({
      name: file.name,
      path,
      ...(file.frame === undefined ? {} : { frame: file.frame }),
    }));
    const titled = { ...manifest, title: role };
    const sealed = await sealSequence({
      files: listed,
      targetPath: join(job.outDir, name),
      manifest: titled,
      signer,
      ...trust,
    });
    states.push(sealed.verification.state);
    files.push({ role: 'manifest', name, mediaType: 'application/json', kind: 'sidecar' });
  }
  return { files, state: states.every((state) => state === 'trusted') ? 'trusted' : 'valid', signer: signer.name };
}

function manifestOf(job: SealJob, options: SealerOptions): Omit<SealManifest, 'title'> {
  const { take } = job;
  // The recipe is what is signed; a record that no longer hashes to its own name must not be.
  if (hashRecipe(take.recipe) !== take.recipeHash)
    throw new Error(`Take "${take.id}": its recipe does not have its hash`);
  return {
    digitalSourceType: job.digitalSourceType,
    recipe: take.recipe,
    recipeHash: take.recipeHash,
    ingredients: take.recipe.inputs.map((input): SealIngredient => {
      const licence = take.licences[input.role];
      return {
        title: basename(input.name),
        mediaType: input.mediaType,
        sha256: input.sha256,
        relationship: input.role === 'plate' ? 'parentOf' : 'componentOf',
        ...(licence === undefined ? {} : { licence }),
      };
    }),
    at: new Date(options.nowMs()).toISOString(),
    studioVersion: options.studioVersion,
    takeId: take.id,
    production: take.production,
  };
}

function isEmbeddable({ file }: LocatedFile): boolean {
  return EMBEDDABLE.has(file.mediaType) && file.byteLength <= MOST_EMBEDDED_BYTES;
}

function groupByRole(outputs: readonly LocatedFile[]): Map<string, LocatedFile[]> {
  const groups = new Map<string, LocatedFile[]>();
  for (const output of outputs) groups.set(output.file.role, [...(groups.get(output.file.role) ?? []), output]);
  return groups;
}

/** Nothing sealed in it is no fault; everything else that does not hold is. */
function toCheck(verification: Verification): SealCheck {
  const { state, kind, reasons, manifest } = verification;
  return {
    state: kind === 'none' && state === 'invalid' ? 'unsealed' : state,
    reasons,
    ...(manifest?.recipeHash === undefined ? {} : { recipeHash: manifest.recipeHash }),
    ...(manifest?.takeId === undefined ? {} : { takeId: manifest.takeId }),
    ...(manifest?.signer === undefined ? {} : { signer: manifest.signer }),
  };
}

type Trust = { readonly trustAnchorsPem?: string };

async function readTrust(environment: TrustEnvironment): Promise<Trust> {
  const trustAnchorsPem = await readTrustAnchors(environment);
  return trustAnchorsPem === undefined ? {} : { trustAnchorsPem };
}

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : '';
}
