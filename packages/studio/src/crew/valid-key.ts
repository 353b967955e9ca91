import type { AccessKey } from '@backlot/film';

/** Whether a key opens anything at this moment. */
export function isValidKey(key: AccessKey, nowMs: number): boolean {
  return key.revokedAt === undefined && key.usedAt === undefined && Date.parse(key.expiresAt) > nowMs;
}
