// White noise by counter: sample n of seed s is the same wherever it is asked for.

/** −1..1, from 32 well-mixed bits (finaliser of MurmurHash3). */
// @ts-ignore: decorator
@inline
export function noiseAt(seed: u32, n: u32): f32 {
  let h = (n * 0x9e3779b1) ^ (seed * 0xc2b2ae3d + 0x27d4eb2f);
  h = (h ^ (h >>> 16)) * 0x85ebca6b;
  h = (h ^ (h >>> 13)) * 0xc2b2ae35;
  h ^= h >>> 16;
  return <f32>(<i32>h) * <f32>4.656612873077393e-10;
}
