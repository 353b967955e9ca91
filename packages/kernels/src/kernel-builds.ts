import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../build/', import.meta.url);

/** Kernels that work on what is finished, and change no byte of what an engine makes. */
const AFTER_THE_RUN = new Set(['watermark']);

/**
 * SHA-256 of every built kernel that engines use, by topic, for a recipe's builds: another kernel may make other bytes.
 * @throws Error when no kernel has been built.
 */
export function hashKernels(): Readonly<Record<string, string>> {
  const topics = readdirSync(folder)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => name.slice(0, -'.wasm'.length))
    .filter((topic) => !AFTER_THE_RUN.has(topic));
  const hashes: Record<string, string> = {};
  for (const topic of topics.sort()) {
    const bytes = readFileSync(new URL(`${topic}.wasm`, folder));
    hashes[topic] = createHash('sha256').update(bytes).digest('hex');
  }
  return hashes;
}
