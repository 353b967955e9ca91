import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../build/', import.meta.url);

/**
 * SHA-256 of every built kernel by topic, for a recipe's builds: another kernel may make other bytes.
 * @throws Error when no kernel has been built.
 */
export function hashKernels(): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  const hashes: Record<string, string> = {};
  for (const name of names.sort()) {
    const bytes = readFileSync(new URL(name, folder));
    hashes[name.slice(0, -'.wasm'.length)] = createHash('sha256').update(bytes).digest('hex');
  }
  return hashes;
}
