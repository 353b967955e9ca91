import { verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';
import { GENESIS_HASH, type LedgerHead } from './ledger.ts';
import type { Signer } from './signer.ts';

const TYPE = 'org.backlot.ledger-checkpoint';
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const statement = {
  type: z.literal(TYPE),
  version: z.literal(1),
  /** Counts from 0 without gaps. */
  number: z.int().nonnegative(),
  /** Of the checkpoint before; zeros for the first. */
  previousHash: hash,
  /** The ledger's head at that time. */
  index: z.int().nonnegative(),
  hash,
  at: z.iso.datetime(),
};
const statementSchema = z.strictObject(statement).readonly();
const checkpointSchema = z
  .strictObject({
    ...statement,
    /** Certificates of who signed, DER in base64, leaf first. */
    chain: z.array(z.base64()).readonly(),
    signature: z.string().min(1),
  })
  .readonly();

/** What a checkpoint says: how far the ledger had come, bound to the checkpoint before. */
export type CheckpointStatement = z.infer<typeof statementSchema>;

/** A signed statement that the ledger had this head at this time: whoever rewrites the ledger cannot make it anew. */
export type LedgerCheckpoint = z.infer<typeof checkpointSchema>;

/** The statement that follows `previous` (undefined for the first). `at` is ISO 8601, UTC. */
export function nextCheckpoint(
  previous: LedgerCheckpoint | undefined,
  head: LedgerHead,
  at: string,
): CheckpointStatement {
  return {
    type: TYPE,
    version: 1,
    number: previous === undefined ? 0 : previous.number + 1,
    previousHash: previous === undefined ? GENESIS_HASH : hashCheckpoint(previous),
    index: head.index,
    hash: head.hash,
    at,
  };
}

/** Signs the statement's canonical JSON (ES256). */
export function signCheckpoint(said: CheckpointStatement, signer: Signer): LedgerCheckpoint {
  const chain = signer.chain.map((der) => Buffer.from(der).toString('base64'));
  const signature = Buffer.from(signer.sign(bytesToSign({ ...said, chain }))).toString('base64url');
  return { ...said, chain, signature };
}

/** A checkpoint out of what a file or a database holds; undefined where it is none. */
export function parseCheckpoint(value: unknown): LedgerCheckpoint | undefined {
  return checkpointSchema.safeParse(value).data;
}

/** SHA-256 of the whole checkpoint, its signature included. */
export function hashCheckpoint(checkpoint: LedgerCheckpoint): string {
  return sha256Hex(canonicalJson(checkpoint));
}

/**
 * Why a checkpoint's signature cannot be relied on; undefined where it can. `isOurs` says whether the studio signs, or
 * has signed, with this chain. Certificates may have run out since.
 */
export function findSignatureFault(
  { signature, ...signed }: LedgerCheckpoint,
  isOurs: (chain: readonly X509Certificate[]) => boolean,
): string | undefined {
  try {
    const chain = signed.chain.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
    const [leaf] = chain;
    const key = leaf && { key: leaf.publicKey, dsaEncoding: 'ieee-p1363' as const };
    if (!key || !verify('sha256', bytesToSign(signed), key, Buffer.from(signature, 'base64url'))) {
      return 'its signature does not match what it says';
    }
    return isOurs(chain) ? undefined : 'somebody signed it who is not this studio';
  } catch {
    return 'its certificates cannot be read';
  }
}

/** The certificates are signed too, so that none can be exchanged. */
function bytesToSign(signed: Omit<LedgerCheckpoint, 'signature'>): Buffer {
  return Buffer.from(canonicalJson(signed));
}
