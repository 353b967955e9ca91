import { createHash, randomBytes } from 'node:crypto';
import type { Secrets } from '@backlot/studio';

const PREFIX = {
  'owner-link': 'blo',
  invitation: 'bli',
  'guest-link': 'blg',
  'performer-link': 'blp',
  token: 'blt',
} as const;

/** What a secret of ours looks like, wherever it stands: logs leave it out, and scanners of source find it. */
export const SECRET_PATTERN = /\bbl[oigpt]_[A-Za-z0-9_-]{43}\b/g;

/** 256 bits of chance each, so that a plain hash keeps them; a password needs more. */
export const secrets: Secrets = {
  next: (kind) => `${PREFIX[kind]}_${randomBytes(32).toString('base64url')}`,
  hash: hashSecret,
};

/** SHA-256 as hex: what is kept of a secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
