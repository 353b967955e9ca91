/** Numbers in 0..1 that depend on the seed and on nothing else. */
export type SeededRandom = () => number;

/** Mixes integers into 32 well-spread bits (finaliser of MurmurHash3). */
export function hashIntegers(...values: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const value of values) {
    hash = Math.imul(hash ^ value, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** A stream of its own for each combination of integers (mulberry32). */
export function createSeededRandom(...seed: readonly number[]): SeededRandom {
  let state = hashIntegers(...seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
