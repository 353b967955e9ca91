import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { type Take, UNDECLARED_USE } from '@backlot/film';

/**
 * The name of what an approval is a yes to: SHA-256 of the canonical JSON of recipe hash, licence statements by role,
 * production and declared use. The recipe alone would not do: it says nothing of who owns the plate, or whose film it is for.
 */
export function hashUse({
  recipeHash,
  licences,
  production,
  use,
}: Pick<Take, 'recipeHash' | 'licences' | 'production' | 'use'>): string {
  // A use about which nothing was said has the hash that it had before anything could be said.
  const declared = canonicalJson(use) === canonicalJson(UNDECLARED_USE) ? {} : { use };
  return sha256Hex(canonicalJson({ recipeHash, licences, production, ...declared }));
}
