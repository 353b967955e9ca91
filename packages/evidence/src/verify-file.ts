import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { BacklotError } from '@backlot/film';
import { sha256Hex } from './hash.ts';
import { SIDECAR_SUFFIX } from './seal-sequence.ts';
import { type ReadSequenceSeal, readSequenceSeal } from './sequence-seal.ts';
import { sniffEmbeddingType } from './sniff-media-type.ts';
import type { Verification } from './verification.ts';
import { kindOfUnread, type TrustOptions, verifyBytes } from './verify-bytes.ts';
import { judgeSeal, verifySidecar } from './verify-sidecar.ts';

export interface VerifyFileOptions extends TrustOptions {
  /** The sidecar that speaks of the file; else one is looked for in its folder and the one above. */
  readonly sidecarPath?: string;
  /** Certificates in sidecars must be valid at this time; now by default. */
  readonly now?: Date;
}

/**
 * Verifies any file: credentials inside it, a sidecar itself (with all files it names), or a file that a sidecar names.
 * A bad or unsealed file is an answer (`invalid`, with reasons), not an exception.
 * @throws BacklotError `FILE_NOT_FOUND` or `FILE_UNREADABLE`
 */
export async function verifyFile(path: string, options: VerifyFileOptions = {}): Promise<Verification> {
  const bytes = await readOrRefuse(path);
  if (path.endsWith(SIDECAR_SUFFIX)) return verifySidecar(path, options);
  const mediaType = sniffEmbeddingType(bytes);
  const embedded = mediaType && (await verifyBytes(bytes, mediaType, options));
  if (embedded && embedded.kind !== 'none') return embedded;
  const beside = await verifyBySidecar(path, sha256Hex(bytes), options);
  if (beside) return beside;
  if (embedded) return embedded;
  const kind = kindOfUnread(bytes);
  const reason =
    kind === 'none' ? 'no Content Credentials in this file and no sidecar beside it' : 'the file was changed';
  return { state: 'invalid', reasons: [reason], sha256: sha256Hex(bytes), kind };
}

async function verifyBySidecar(
  path: string,
  sha256: string,
  options: VerifyFileOptions,
): Promise<Verification | undefined> {
  const candidates = options.sidecarPath ? [options.sidecarPath] : await findSidecars(path);
  let broken: Verification | undefined;
  for (const candidate of candidates) {
    const seal = readSequenceSeal((await readOrRefuse(candidate)).toString());
    if (typeof seal === 'string') {
      broken ??= { state: 'invalid', reasons: [`${basename(candidate)}: ${seal}`], sha256, kind: 'sidecar' };
      continue;
    }
    const faults = findFaults(seal, path, candidate, sha256);
    if (faults) return judgeSeal(seal, sha256, faults, options);
  }
  return broken;
}

/** Undefined where the sidecar does not speak of this file. A name in the list binds; under another name, its bytes may be known. */
function findFaults(seal: ReadSequenceSeal, path: string, sidecar: string, sha256: string): string[] | undefined {
  const name = relative(dirname(sidecar), path).split(sep).join('/');
  const named = seal.payload.files.find((file) => file.name === name);
  if (named) return named.sha256 === sha256 ? [] : [`file.mismatch: "${name}" was changed after sealing`];
  return seal.payload.files.some((file) => file.sha256 === sha256) ? [] : undefined;
}

async function findSidecars(path: string): Promise<string[]> {
  const folders = [dirname(path), dirname(dirname(path))];
  const lists = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  return lists.flatMap((names, place) =>
    names.filter((name) => name.endsWith(SIDECAR_SUFFIX)).map((name) => join(folders[place] ?? '', name)),
  );
}

async function readOrRefuse(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const [code, problem] = missing ? ['FILE_NOT_FOUND', 'is not there'] : ['FILE_UNREADABLE', 'cannot be read'];
    throw new BacklotError(code, `File "${path}" ${problem}`, { hint: 'Check the path.', cause });
  }
}
