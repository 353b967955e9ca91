import { deterministicMath } from '@backlot/kernels';

/** A standard normal number for each index, the same for the same seed on every machine. Box–Muller on a counter's hash. */
export function createGaussianNoise(seed: number): (index: number, salt: number) => number {
  const { log, cos } = deterministicMath;
  return (index, salt) => {
    const mixed = mix(mix(seed ^ Math.imul(salt + 1, 0x9e3779b1)) ^ index);
    const radius = Math.sqrt(-2 * log((mixed + 0.5) / 2 ** 32));
    return radius * cos((mix(mixed ^ 0x85ebca6b) / 2 ** 32) * 2 * Math.PI);
  };
}

/** A bijection of 32 bits in which each bit of the input moves half of the output's (Wellons, "lowbias32"). */
function mix(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97) >>> 0;
  return (bits ^ (bits >>> 15)) >>> 0;
}
