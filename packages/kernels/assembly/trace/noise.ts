// Hashes and value noise in integer and f32 arithmetic only: the same bits everywhere.

// @ts-ignore: decorator
@inline
export function hash(x: u32): u32 {
  // lowbias32 (Wellons)
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x *= 0x846ca68b;
  return x ^ (x >> 16);
}

// @ts-ignore: decorator
@inline
export function hash3(x: i32, y: i32, z: i32, seed: u32): u32 {
  return hash(<u32>x * 0x9e3779b1 ^ hash(<u32>y * 0x85ebca77 ^ hash(<u32>z * 0xc2b2ae3d + seed)));
}

// 0 … 1, 1 left out.
// @ts-ignore: decorator
@inline
export function unit(h: u32): f32 {
  return <f32>(h >> 8) * (1.0 / 16777216.0);
}

// @ts-ignore: decorator
@inline
export function fract(x: f32): f32 {
  return x - floor<f32>(x);
}

// @ts-ignore: decorator
@inline
export function mix(a: f32, b: f32, t: f32): f32 {
  return a + (b - a) * t;
}

// @ts-ignore: decorator
@inline
export function clamp(x: f32, low: f32, high: f32): f32 {
  return min<f32>(max<f32>(x, low), high);
}

export function smoothstep(low: f32, high: f32, x: f32): f32 {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

// Value noise, 0 … 1, mean 0.5.
export function noise(x: f32, y: f32, z: f32, seed: u32): f32 {
  const fx = floor<f32>(x), fy = floor<f32>(y), fz = floor<f32>(z);
  const i = <i32>fx, j = <i32>fy, k = <i32>fz;
  let u = x - fx, v = y - fy, w = z - fz;
  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  w = w * w * (3 - 2 * w);
  const near = mix(
    mix(unit(hash3(i, j, k, seed)), unit(hash3(i + 1, j, k, seed)), u),
    mix(unit(hash3(i, j + 1, k, seed)), unit(hash3(i + 1, j + 1, k, seed)), u), v);
  const far = mix(
    mix(unit(hash3(i, j, k + 1, seed)), unit(hash3(i + 1, j, k + 1, seed)), u),
    mix(unit(hash3(i, j + 1, k + 1, seed)), unit(hash3(i + 1, j + 1, k + 1, seed)), u), v);
  return mix(near, far, w);
}

// Three octaves, 0 … 1, mean 0.5.
export function fbm(x: f32, y: f32, z: f32, seed: u32): f32 {
  return noise(x, y, z, seed) * 0.55 + noise(x * 2.03 + 7.1, y * 2.03 + 3.7, z * 2.03 + 1.9, seed) * 0.28
    + noise(x * 4.11 + 2.3, y * 4.11 + 9.2, z * 4.11 + 5.5, seed) * 0.17;
}
