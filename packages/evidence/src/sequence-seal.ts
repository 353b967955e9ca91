import { verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { describeApproval, describeRecipe, describeTraining, listActions, listDisclosures } from './c2pa-manifest.ts';
import { canonicalJson } from './canonical-json.ts';
import { digitalSourceTypeUri } from './digital-source-type.ts';
import { sha256Hex } from './hash.ts';
import type { SealManifest } from './seal-manifest.ts';
import { commonNameOf, type Signer } from './signer.ts';

/** A file that a sidecar speaks of; `name` is relative to the sidecar's folder, `/`-separated. */
export interface SequenceFile {
  readonly name: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly frame?: number;
}

const PAYLOAD_TYPE = 'org.backlot.sequence-seal';
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const licence = z.looseObject({ owner: z.string(), statement: z.string() });
const ingredient = z.looseObject({
  title: z.string(),
  sha256: hash,
  relationship: z.string(),
  licence: licence.exactOptional(),
});
const payloadSchema = z.looseObject({
  type: z.literal(PAYLOAD_TYPE),
  version: z.literal(1),
  title: z.string(),
  at: z.string(),
  digitalSourceType: z.string(),
  actions: z.array(z.looseObject({ action: z.string() })),
  ingredients: z.array(ingredient),
  recipe: z.looseObject({
    engine: z.object({ id: z.string(), version: z.string() }),
    recipe: z.string(),
    recipeHash: hash,
    takeId: z.string(),
  }),
  training: z.record(z.string(), z.object({ use: z.string() })),
  humanOversightLevel: z.string().exactOptional(),
  disclosures: z.array(z.looseObject({ modelName: z.string().exactOptional() })).exactOptional(),
  approval: z
    .looseObject({
      approvals: z.array(z.object({ role: z.string(), at: z.string() })),
      earlierSha256: hash,
    })
    .exactOptional(),
  files: z
    .array(z.object({ name: z.string(), sha256: hash, byteLength: z.int(), frame: z.int().exactOptional() }))
    .min(1),
});
const headerSchema = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal(PAYLOAD_TYPE),
  x5c: z.array(z.string()).min(1),
});
const sealSchema = z.strictObject({ payload: z.string(), protected: z.string(), signature: z.string() });

/** What a sidecar says, once its signature has been checked. */
type SequencePayload = z.infer<typeof payloadSchema>;

/** A sidecar whose signature holds: what it says and who signed, leaf first. */
export interface ReadSequenceSeal {
  readonly payload: SequencePayload;
  readonly chain: readonly X509Certificate[];
  readonly signer: string;
}

/**
 * The text of a sidecar: a JSON Web Signature (RFC 7515, flattened JSON, ES256, chain in `x5c`) over the canonical JSON of
 * what Content Credentials would say and the SHA-256 of each file. It is no C2PA manifest; the README says why.
 */
export function writeSequenceSeal(manifest: SealManifest, files: readonly SequenceFile[], signer: Signer): string {
  const header = {
    alg: 'ES256',
    typ: PAYLOAD_TYPE,
    x5c: signer.chain.map((der) => Buffer.from(der).toString('base64')),
  };
  const payload = {
    type: PAYLOAD_TYPE,
    version: 1,
    title: manifest.title,
    at: manifest.at,
    digitalSourceType: digitalSourceTypeUri(manifest.digitalSourceType),
    actions: listActions(manifest),
    ingredients: manifest.ingredients.map(({ licence: terms, ...rest }) => ({
      ...rest,
      ...(terms === undefined ? {} : { licence: { ...terms } }),
    })),
    recipe: describeRecipe(manifest),
    training: describeTraining(),
    ...(manifest.humanOversightLevel === undefined ? {} : { humanOversightLevel: manifest.humanOversightLevel }),
    ...(manifest.models === undefined ? {} : { disclosures: listDisclosures(manifest) }),
    ...(manifest.approval === undefined ? {} : { approval: describeApproval(manifest.approval) }),
    files: files.map((file) => ({ ...file })),
  };
  const [protectedPart, payloadPart] = [toBase64Url(canonicalJson(header)), toBase64Url(canonicalJson(payload))];
  const signature = toBase64Url(signer.sign(Buffer.from(`${protectedPart}.${payloadPart}`)));
  return formatSeal({ payload: payloadPart, protected: protectedPart, signature });
}

/** Reads a sidecar and checks its signature and its own form, every byte of it; a string says why it cannot be relied on. */
export function readSequenceSeal(text: string): ReadSequenceSeal | string {
  try {
    return readSealOrThrow(text);
  } catch (error) {
    return error instanceof SealFault ? error.message : 'the sidecar is not of the form it was written in';
  }
}

class SealFault extends Error {}

function readSealOrThrow(text: string): ReadSequenceSeal {
  const seal = sealSchema.parse(JSON.parse(text));
  if (formatSeal(seal) !== text) throw new SealFault('the sidecar was changed after sealing');
  const header = headerSchema.parse(JSON.parse(fromBase64Url(seal.protected).toString()));
  const chain = header.x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  const [leaf] = chain;
  const signed = Buffer.from(`${seal.protected}.${seal.payload}`);
  const key = leaf && { key: leaf.publicKey, dsaEncoding: 'ieee-p1363' as const };
  if (!key || !verify('sha256', signed, key, fromBase64Url(seal.signature))) {
    throw new SealFault('sidecar.signature: it does not match what was signed');
  }
  refuseBrokenChain(chain);
  const payload = payloadSchema.parse(JSON.parse(fromBase64Url(seal.payload).toString()));
  if (sha256Hex(payload.recipe.recipe) !== payload.recipe.recipeHash)
    throw new SealFault('recipe: its hash is another one');
  return { payload, chain, signer: commonNameOf(leaf) };
}

function refuseBrokenChain(chain: readonly X509Certificate[]): void {
  for (const [place, certificate] of chain.entries()) {
    const issuer = chain[place + 1];
    if (place === 0 && certificate.ca) throw new SealFault('sidecar.chain: the signer is an authority');
    if (issuer && !(issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))) {
      throw new SealFault('sidecar.chain: a certificate was not issued by the next one');
    }
  }
}

/** Fixed order and spacing, so that the text has one form only. */
function formatSeal(seal: z.infer<typeof sealSchema>): string {
  return `${JSON.stringify({ payload: seal.payload, protected: seal.protected, signature: seal.signature }, null, 2)}\n`;
}

function toBase64Url(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}

/** Refuses what Node would overlook: foreign characters and loose bits at the end. */
function fromBase64Url(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new SealFault('the sidecar was changed after sealing');
  return bytes;
}
