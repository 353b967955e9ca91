import type { Signer } from './signer.ts';

/** Where the byte seal (`byte-seal.ts`) lies in the unprotected header. */
export const BYTE_SEAL_LABEL = 'org.backlot.byte-seal';
/** An ES256 signature: r and s. */
export const SIGNATURE_BYTES = 64;

const ES256 = -7;
const HEADER_ALGORITHM = 1;
const HEADER_X5CHAIN = 33;

/**
 * A tagged COSE_Sign1 (RFC 9052) over a detached payload, exactly `length` bytes long: certificates in the protected
 * header, and in the unprotected one 64 zero bytes for the byte seal and the zero padding that C2PA prescribes.
 */
export function signCoseSign1(signer: Signer, payload: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const certificates = signer.chain.map((certificate) => bytesItem(certificate));
  const header = [intItem(HEADER_ALGORITHM), intItem(ES256), intItem(HEADER_X5CHAIN), arrayItem(certificates)];
  const protectedHeader = bytesItem(Buffer.concat([head(5, 2), ...header]));
  const toBeSigned = arrayItem([
    textItem('Signature1'),
    protectedHeader,
    bytesItem(new Uint8Array()),
    bytesItem(payload),
  ]);
  const signature = bytesItem(signer.sign(toBeSigned));
  for (const padding of paddingsFor(length - assemble(protectedHeader, 0, signature).byteLength)) {
    const message = assemble(protectedHeader, padding, signature);
    if (message.byteLength === length) return Uint8Array.from(message);
  }
  throw new Error(`COSE_Sign1: cannot be made ${length} bytes long`);
}

function assemble(protectedHeader: Uint8Array, padding: number, signature: Uint8Array): Buffer {
  const seal = [textItem(BYTE_SEAL_LABEL), bytesItem(new Uint8Array(SIGNATURE_BYTES))];
  const pads = [textItem('pad'), bytesItem(new Uint8Array(padding))];
  const unprotectedHeader = Buffer.concat([head(5, 2), ...seal, ...pads]);
  return Buffer.concat([head(6, 18), arrayItem([protectedHeader, unprotectedHeader, NULL_ITEM, signature])]);
}

/** The length of the padding changes the length of its own length: at most 8 bytes. */
function paddingsFor(missing: number): number[] {
  return Array.from({ length: 9 }, (_, shorter) => missing - shorter).filter((padding) => padding >= 0);
}

const NULL_ITEM = Buffer.of(0xf6);

function intItem(value: number): Buffer {
  return value < 0 ? head(1, -1 - value) : head(0, value);
}

function bytesItem(bytes: Uint8Array): Buffer {
  return Buffer.concat([head(2, bytes.byteLength), bytes]);
}

function textItem(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([head(3, bytes.byteLength), bytes]);
}

function arrayItem(items: readonly Uint8Array[]): Buffer {
  return Buffer.concat([head(4, items.length), ...items]);
}

/** Major type and argument of a CBOR item (RFC 8949 §3), in its shortest form. */
function head(majorType: number, argument: number): Buffer {
  const type = majorType << 5;
  if (argument < 24) return Buffer.of(type | argument);
  if (argument < 0x100) return Buffer.of(type | 24, argument);
  if (argument < 0x1_0000) return Buffer.of(type | 25, argument >> 8, argument & 0xff);
  const bytes = Buffer.alloc(5, type | 26);
  bytes.writeUInt32BE(argument, 1);
  return bytes;
}
