import { createHash } from 'node:crypto';
import { PAYLOAD_BYTES } from './mark-code.ts';

/**
 * What a mark carries for a take: the first 48 bits of SHA-256 over its id. An id of 128 bits would not live through the
 * compression; the studio knows its takes and finds the one whose payload this is. Among 100,000 takes the chance that any
 * two share a payload is 2 in 100,000.
 */
export function markPayloadOf(takeId: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(takeId, 'utf8').digest().subarray(0, PAYLOAD_BYTES));
}

/** A payload as people and ledgers write it: 12 hexadecimal digits. */
export function formatMark(payload: Uint8Array): string {
  return Buffer.from(payload).toString('hex');
}
