import { mkdir } from 'node:fs/promises';
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
import { isViewingFile, markPlaceOf } from '@backlot/film';
import { formatMark, markPayloadOf, markPictureFile, markVideo } from '@backlot/media';
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
type ApprovalJob = Parameters<Sealer['sealApproval']>[0];

const EMBEDDABLE: ReadonlySet<string> = new Set(['video/mp4', 'video/quicktime', 'image/png']);

/** C2PA signing holds a file in memory about three times; masters beyond this get a sidecar instead. */
const MOST_EMBEDDED_BYTES = 400 * 1024 * 1024;

/** Content Credentials by `@backlot/evidence`: inside mp4, mov and PNG; one sidecar for each EXR sequence. */
export function createSealer(options: SealerOptions): Sealer {
  const signer = once(() => openSigner({ ...options, now: new Date(options.nowMs()) }));
  const trust = once(() => readTrust(options.environment));
  return {
    seal: async (job) => sealAll(job, await signer(), await trust(), options),
    sealMarkedMasters: async (job) => sealMarkedMasters(job, await signer(), await trust(), options),
    sealApproval: async (job) => sealAllApproved(job, await signer(), await trust(), options),
    check: async (path) => toCheck(await verifyFile(path, await trust())),
    checkSidecar: async (sidecar, spokenOf) => {
      const folder = folderOf(sidecar.file.name);
      const paths = new Map(spokenOf.map(({ file, path }) => [file.name, path]));
      const locate = (name: string) => paths.get(`${folder}${name}`) ?? '';
      return toCheck(await verifySidecar(sidecar.path, { ...(await trust()), locate }));
    },
  };
}

interface Sealing {
  readonly signer: Signer;
  readonly trust: Trust;
  readonly outDir: string;
  readonly signal: AbortSignal;
  /** What the credentials say of each file; its title is the file's own. */
  readonly manifestFor: (name: string) => Omit<SealManifest, 'title'>;
}

async function sealAll(job: SealJob, signer: Signer, trust: Trust, options: SealerOptions): Promise<SealResult> {
  const manifest: Omit<SealManifest, 'title'> = {
    ...manifestOf(job, { ...options, answers: job.answers }),
    // Somebody asked for it and set it up; nobody has looked at it yet.
    humanOversightLevel: 'prompt_guided',
  };
  const sequences = groupByRole(job.outputs.filter((output) => !isEmbeddable(output)));
  const embedded = await markViewingFiles(job.outputs.filter(isEmbeddable), job);
  const sealed = await sealEach({ embedded, sequences }, { ...job, signer, trust, manifestFor: () => manifest });
  const isMarked = embedded.some(({ file }) => isViewingFile(file));
  return { ...sealed, ...(isMarked ? { mark: formatMark(markPayloadOf(job.take.id)) } : {}) };
}

/** ProRes masters with the take's mark in them, sealed like the take's other files after its approval. */
async function sealMarkedMasters(
  job: ApprovalJob,
  signer: Signer,
  trust: Trust,
  options: SealerOptions,
): Promise<SealResult> {
  const masters = job.files.filter(({ file }) => markPlaceOf(file) === 'master');
  const embedded: LocatedFile[] = [];
  for (const { file, path } of masters) {
    const marked = join(job.outDir, `marked-${basename(file.name)}`);
    await markVideo(path, marked, markPayloadOf(job.take.id), { signal: job.signal });
    embedded.push({ file, path: marked });
  }
  const manifest: Omit<SealManifest, 'title'> = {
    ...manifestOf(job, options),
    humanOversightLevel: job.approvals.length > 0 ? 'human_validated' : 'prompt_guided',
  };
  return sealEach({ embedded, sequences: new Map() }, { ...job, signer, trust, manifestFor: () => manifest });
}

/**
 * Puts the take's mark into what people look at, and into nothing that is worked on. What is too small to carry one, or
 * in a form that cannot, stays as it is: a seal does not hang on its mark.
 */
async function markViewingFiles(
  files: readonly LocatedFile[],
  { take, outDir, signal }: Pick<SealJob, 'take' | 'outDir' | 'signal'>,
): Promise<LocatedFile[]> {
  const payload = markPayloadOf(take.id);
  await mkdir(outDir, { recursive: true });
  const marked: LocatedFile[] = [];
  for (const { file, path } of files) {
    if (!isViewingFile(file)) {
      marked.push({ file, path });
      continue;
    }
    const target = join(outDir, `marked-${basename(file.name)}`);
    if (file.mediaType === 'video/mp4') await markVideo(path, target, payload, { signal });
    else await markPictureFile(path, target, payload);
    marked.push({ file, path: target });
  }
  return marked;
}

/** The files as they were sealed first, each by the kind of seal that it had then. */
async function sealAllApproved(
  job: ApprovalJob,
  signer: Signer,
  trust: Trust,
  options: SealerOptions,
): Promise<SealResult> {
  const kinds = new Map(job.take.seal?.files.map((seal) => [seal.name, seal.kind]));
  const embedded = job.files.filter(({ file }) => kinds.get(file.name) === 'embedded');
  const pictures = groupByRole(job.files.filter(({ file }) => !kinds.has(file.name)));
  const sidecars = new Set([...kinds].flatMap(([name, kind]) => (kind === 'sidecar' ? [name] : [])));
  const sequences = new Map([...pictures].filter(([role]) => sidecars.has(`${role}${SIDECAR_SUFFIX}`)));
  const hashes = new Map(job.files.map(({ file }) => [file.name, file.sha256]));
  const manifest = manifestOf(job, options);
  const manifestFor = (name: string): Omit<SealManifest, 'title'> => ({
    ...manifest,
    humanOversightLevel: 'human_validated',
    approval: { approvals: job.approvals, earlierSha256: hashes.get(name) ?? '' },
  });
  return sealEach({ embedded, sequences }, { ...job, signer, trust, manifestFor });
}

async function sealEach(
  {
    embedded,
    sequences,
  }: { readonly embedded: readonly LocatedFile[]; readonly sequences: Map<string, LocatedFile[]> },
  sealing: Sealing,
): Promise<SealResult> {
  const { signer, trust, outDir, signal, manifestFor } = sealing;
  const files: SealedFile[] = [];
  const states: Verification['state'][] = [];
  for (const { file, path } of embedded) {
    signal.throwIfAborted();
    const { role, name, mediaType } = file;
    const manifest = { ...manifestFor(name), title: name };
    const paths = { sourcePath: path, targetPath: join(outDir, name) };
    const sealed = await sealFile({ ...paths, mediaType, manifest, signer, ...trust });
    states.push(sealed.verification.state);
    files.push({ role, name, mediaType, kind: 'embedded' });
  }
  for (const [role, outputs] of sequences) {
    signal.throwIfAborted();
    const name = `${role}${SIDECAR_SUFFIX}`;
    const listed = outputs.map(({ file, path }) => ({
      name: file.name,
      path,
      ...(file.frame === undefined ? {} : { frame: file.frame }),
    }));
    const manifest = { ...manifestFor(name), title: role };
    const sealed = await sealSequence({ files: listed, targetPath: join(outDir, name), manifest, signer, ...trust });
    states.push(sealed.verification.state);
    files.push({ role: 'manifest', name, mediaType: 'application/json', kind: 'sidecar' });
  }
  return { files, state: states.every((state) => state === 'trusted') ? 'trusted' : 'valid', signer: signer.name };
}

function manifestOf(
  job: Pick<SealJob, 'take' | 'digitalSourceType' | 'models'>,
  { answers = [], ...options }: SealerOptions & Partial<Pick<SealJob, 'answers'>>,
): Omit<SealManifest, 'title'> {
  const { take } = job;
  // The recipe is what is signed; a record that no longer hashes to its own name must not be.
  if (hashRecipe(take.recipe) !== take.recipeHash)
    throw new Error(`Take "${take.id}": its recipe does not have its hash`);
  return {
    digitalSourceType: job.digitalSourceType,
    recipe: take.recipe,
    recipeHash: take.recipeHash,
    ingredients: [...listInputs(take), ...answers.map(toAnswer)],
    models: job.models,
    at: new Date(options.nowMs()).toISOString(),
    studioVersion: options.studioVersion,
    takeId: take.id,
    production: take.production,
  };
}

/** Upon a plate the result is an edit of it; whatever else went in was placed in it. */
function listInputs({ recipe, licences }: SealJob['take']): SealIngredient[] {
  return recipe.inputs.map((input) => {
    const licence = licences[input.role];
    return {
      title: basename(input.name),
      mediaType: input.mediaType,
      sha256: input.sha256,
      relationship: input.role === 'plate' ? 'parentOf' : 'componentOf',
      ...(licence === undefined ? {} : { licence }),
    };
  });
}

/** Reading it back in takes about three times its size in memory. */
const MOST_CREDENTIALED_BYTES = 200 * 1024 * 1024;

function toAnswer({
  name,
  mediaType,
  sha256,
  path,
  byteLength,
  hasCredentials,
}: SealJob['answers'][number]): SealIngredient {
  const isKept = hasCredentials && byteLength <= MOST_CREDENTIALED_BYTES;
  return { title: name, mediaType, sha256, relationship: 'componentOf', ...(isKept ? { credentialedPath: path } : {}) };
}

/** A vendor's original stays byte for byte what came: its own credentials must hold, so ours lie beside it. */
function isEmbeddable({ file }: LocatedFile): boolean {
  if (file.role === 'original') return false;
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
