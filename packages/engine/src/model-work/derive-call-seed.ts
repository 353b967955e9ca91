const WORD = 0x1_0000_0000;

/**
 * A seed of its own for each call of a run, from the recipe's seed and the call's place: 0..2^31 - 1, which every vendor
 * takes. Neighbouring seeds share no calls (finaliser of MurmurHash3).
 */
export function deriveCallSeed(seed: number, place: number): number {
  let hash = 0x9e3779b9;
  for (const value of [seed % WORD, Math.floor(seed / WORD), place]) {
    hash = Math.imul(hash ^ value, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash & 0x7fff_ffff;
}
