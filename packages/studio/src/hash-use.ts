import { canonicalJson, sha256Hex } from '@backlot/evidence';
import type { Take } from '@backlot/film';

/**
 * The name of what an approval is a yes to: SHA-256 of the canonical JSON of recipe hash, licence statements by role and
 * production. The recipe alone would not do: it says nothing of who owns the plate, or whose film it is for.
 */
export function hashUse({
  recipeHash,
  licences,
  production,
}: Pick<Take, 'recipeHash' | 'licences' | 'production'>): string {
  return sha256Hex(canonicalJson({ recipeHash, licences, production }));
}
