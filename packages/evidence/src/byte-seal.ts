import { createHash, verify, X509Certificate } from 'node:crypto';
import { BYTE_SEAL_LABEL, SIGNATURE_BYTES } from './cose-sign1.ts';
import type { Signer } from './signer.ts';

/**
 * The byte seal covers what C2PA leaves open: a file's `ftyp`, box and chunk headers around the manifest, padding,
 * checksums. It is the signer's ES256 signature over the SHA-256 of the whole file with the seal's own 64 bytes zero,
 * kept in the unprotected COSE header of the C2PA signature, where other readers pass it over.
 */
export type ByteSealState =
  | { readonly state: 'absent' }
  | { readonly state: 'broken' }
  | { readonly state: 'intact'; readonly certificate: X509Certificate };

/** Ahead of the digest, so that the signature can stand for nothing else. */
const PURPOSE = Buffer.from(`${BYTE_SEAL_LABEL}\0`);
/** The label as a CBOR text (21 characters), then the head of a byte string of 64. */
const MARKER = Buffer.concat([
  Buffer.of(0x60 | BYTE_SEAL_LABEL.length),
  Buffer.from(BYTE_SEAL_LABEL),
  Buffer.of(0x58, 64),
]);
/** {1: -7, 33: [ and the head of a certificate of 256..65535 bytes; the array's head stands before the last byte. */
const PROTECTED_START = Buffer.of(0xa2, 0x01, 0x26, 0x18, 0x21);
const MAX_HEADER_BYTES = 0xffff;

/**
 * Fills the empty byte seal of a freshly signed file, in place.
 * @throws Error when the file has not exactly one empty seal
 */
export function fillByteSeal(bytes: Uint8Array, signer: Signer): void {
  const empty = findSeals(bytes).filter((at) => bytes.subarray(at, at + SIGNATURE_BYTES).every((byte) => byte === 0));
  const [at] = empty;
  if (at === undefined || empty.length !== 1)
    throw new Error(`Byte seal: expected one empty seal, got ${empty.length}`);
  bytes.set(signer.sign(digestWithout(bytes, at)), at);
}

/** Checks every byte of a file against its seal. A file may hold the seals of its ingredients too: one must be its own. */
export function readByteSeal(bytes: Uint8Array): ByteSealState {
  const seals = findSeals(bytes);
  if (seals.length === 0) return { state: 'absent' };
  for (const at of seals) {
    const certificate = findCertificate(bytes, at - MARKER.byteLength);
    const signature = bytes.subarray(at, at + SIGNATURE_BYTES);
    const signed = digestWithout(bytes, at);
    if (certificate && verifies(certificate, signed, signature)) return { state: 'intact', certificate };
  }
  return { state: 'broken' };
}

/** A damaged certificate may only show when its key is asked for. */
function verifies(certificate: X509Certificate, signed: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify('sha256', signed, { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}

function digestWithout(bytes: Uint8Array, at: number): Uint8Array {
  const hash = createHash('sha256');
  hash
    .update(bytes.subarray(0, at))
    .update(new Uint8Array(SIGNATURE_BYTES))
    .update(bytes.subarray(at + SIGNATURE_BYTES));
  return Buffer.concat([PURPOSE, hash.digest()]);
}

/** Where the 64 bytes of each seal begin; at most the first 16. */
function findSeals(bytes: Uint8Array): number[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: number[] = [];
  for (let at = buffer.indexOf(MARKER); at >= 0 && found.length < 16; at = buffer.indexOf(MARKER, at + 1)) {
    const start = at + MARKER.byteLength;
    if (start + SIGNATURE_BYTES <= bytes.byteLength) found.push(start);
  }
  return found;
}

/** The leaf in the protected header that ends where the unprotected one (head 0xa2, then the marker) begins. */
function findCertificate(bytes: Uint8Array, marker: number): X509Certificate | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = marker - 1;
  for (let start = end - PROTECTED_START.byteLength; start >= Math.max(5, end - MAX_HEADER_BYTES); start -= 1) {
    const opens = view[start - 5] === 0xd2 && view[start - 4] === 0x84 && view[start - 3] === 0x59;
    if (opens && view.readUInt16BE(start - 2) === end - start) return readLeaf(view.subarray(start, end));
  }
  return undefined;
}

function readLeaf(header: Buffer): X509Certificate | undefined {
  const at = PROTECTED_START.byteLength + 1;
  if (!header.subarray(0, PROTECTED_START.byteLength).equals(PROTECTED_START) || header[at] !== 0x59) return undefined;
  try {
    return new X509Certificate(header.subarray(at + 3, at + 3 + header.readUInt16BE(at + 1)));
  } catch {
    return undefined;
  }
}
