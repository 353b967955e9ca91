import { randomBytes } from 'node:crypto';
import type { Ids } from '@backlot/studio';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids of 16 characters that sort by the time they were made: ten of time (Crockford base 32 of milliseconds), six of chance. */
export function createIds(nowMs: () => number = Date.now): Ids {
  let last = 0;
  return {
    next: () => {
      // Two within one millisecond still sort in the order in which they were made.
      last = Math.max(last + 1, nowMs());
      return base32(last, 10) + [...randomBytes(6)].map((byte) => ALPHABET[byte & 31]).join('');
    },
  };
}

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}
