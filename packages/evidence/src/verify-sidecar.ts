import type { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile, sha256Hex } from './hash.ts';
import { readPemCertificates } from './read-pem-certificates.ts';
import { type ReadSequenceSeal, readSequenceSeal, type SequenceFile } from './sequence-seal.ts';
import type { ManifestSummary, Verification } from './verification.ts';
import type { TrustOptions } from './verify-bytes.ts';

export interface VerifySidecarOptions extends TrustOptions {
  /** Where a named file lies; by default below the sidecar's folder. */
  readonly locate?: (name: string) => string;
  /** Certificates must be valid at this time; now by default. */
  readonly now?: Date;
}

const MAX_REASONS = 5;

/** Verifies a sidecar and every file that it names. Never throws on bad files. */
export async function verifySidecar(path: string, options: VerifySidecarOptions = {}): Promise<Verification> {
  const text = await readFile(path, 'utf8');
  const seal = readSequenceSeal(text);
  const sha256 = sha256Hex(text);
  if (typeof seal === 'string') return { state: 'invalid', reasons: [seal], sha256, kind: 'sidecar' };
  const locate = options.locate ?? ((name: string) => join(dirname(path), name));
  const faults: string[] = [];
  for (const file of seal.payload.files) faults.push(...(await findFault(file, locate)));
  return judgeSeal(seal, sha256, faults, options);
}

/** The verdict on a sidecar whose signature holds, given what is wrong with the files. */
export function judgeSeal(
  seal: ReadSequenceSeal,
  sha256: string,
  fileFaults: readonly string[],
  options: VerifySidecarOptions,
): Verification {
  const faults = [...findDateFaults(seal.chain, options.now ?? new Date()), ...fileFaults];
  const manifest = summarise(seal);
  if (faults.length > 0) {
    const more = faults.length > MAX_REASONS ? [`… and ${faults.length - MAX_REASONS} more`] : [];
    return { state: 'invalid', reasons: [...faults.slice(0, MAX_REASONS), ...more], sha256, kind: 'sidecar', manifest };
  }
  const trusted = isTrusted(seal.chain, options.trustAnchorsPem);
  const reasons = trusted ? [] : ['no declared trust anchor vouches for the signer'];
  return { state: trusted ? 'trusted' : 'valid', reasons, sha256, kind: 'sidecar', manifest };
}

async function findFault(file: SequenceFile, locate: (name: string) => string): Promise<string[]> {
  const found = await hashFile(locate(file.name)).catch(() => undefined);
  if (found === undefined) return [`file.missing: "${file.name}" cannot be read`];
  return found === file.sha256 ? [] : [`file.mismatch: "${file.name}" was changed after sealing`];
}

function findDateFaults(chain: readonly X509Certificate[], now: Date): string[] {
  const stale = chain.find(({ validFrom, validTo }) => new Date(validFrom) > now || new Date(validTo) < now);
  return stale ? [`sidecar.expired: a certificate is valid ${stale.validFrom} to ${stale.validTo}`] : [];
}

/** Trusted when the last certificate is a declared anchor or was issued by one. */
function isTrusted(chain: readonly X509Certificate[], anchorsPem: string | undefined): boolean {
  const last = chain.at(-1);
  if (last === undefined) return false;
  return readPemCertificates(anchorsPem ?? '').some(
    (anchor) =>
      last.fingerprint256 === anchor.fingerprint256 || (last.checkIssued(anchor) && last.verify(anchor.publicKey)),
  );
}

function summarise({ payload, signer }: ReadSequenceSeal): ManifestSummary {
  const { recipe, humanOversightLevel, approval } = payload;
  const models = (payload.disclosures ?? []).flatMap(({ modelName }) => modelName ?? []);
  return {
    title: payload.title,
    recipeHash: recipe.recipeHash,
    engine: recipe.engine,
    takeId: recipe.takeId,
    digitalSourceType: payload.digitalSourceType.split('/').at(-1) ?? payload.digitalSourceType,
    actions: payload.actions.map(({ action }) => action),
    ingredients: payload.ingredients.map(({ title, relationship, sha256, licence }) => ({
      title,
      relationship,
      sha256,
      ...(licence === undefined ? {} : { licence: `${licence.owner}: ${licence.statement}` }),
    })),
    signer,
    at: payload.at,
    trainingAllowed: Object.values(payload.training).some(({ use }) => use !== 'notAllowed'),
    ...(humanOversightLevel === undefined ? {} : { humanOversightLevel }),
    ...(models.length === 0 ? {} : { models }),
    ...(approval === undefined ? {} : { approvals: approval.approvals, earlierSha256: approval.earlierSha256 }),
  };
}
