import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The id under which a call stands in the server's queue and history: the key itself where it is a UUID, else one made
 * of its hash (RFC 9562, version 8). ComfyUI takes canonical lower-case UUIDs only.
 */
export function promptIdOf(key: string): string {
  if (UUID.test(key)) return key;
  const hash = createHash('sha256').update(key).digest();
  hash[6] = (hash.readUInt8(6) & 0x0f) | 0x80;
  hash[8] = (hash.readUInt8(8) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
