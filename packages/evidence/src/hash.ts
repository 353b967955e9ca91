import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Recipe } from '@backlot/film';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of bytes, or of a text's UTF-8, as 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a file's bytes, streamed. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * The name of all that a recipe makes: SHA-256 of its canonical JSON.
 * @throws BacklotError `RECIPE_NOT_CANONICAL`
 */
export function hashRecipe(recipe: Recipe): string {
  return sha256Hex(canonicalJson(recipe));
}
