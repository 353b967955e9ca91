// A tile of billows: three octaves of inverted cellular noise, rounded outward and creased inward like cauliflower.
// Source: Worley 1996, "A Cellular Texture Basis Function"; Schneider 2015 (Horizon clouds) for the octaves.
import { mix, zeroed } from './lanes';

const SIZE: i32 = 64;
const MASK: i32 = SIZE - 1;
/** Billows of the largest octave along the tile's edge. */
export const BILLOWS: f32 = 4;

let tile: usize = 0;

/** A number in 0 to 1 from four integers. */
export function hash(x: i32, y: i32, z: i32, seed: i32): f32 {
  let h: u32 = <u32>x * 0x8da6b343 ^ <u32>y * 0xd8163841 ^ <u32>z * 0xcb1ab31f ^ <u32>seed * 0x9e3779b9;
  h = (h ^ (h >> 16)) * 0x7feb352d;
  h = (h ^ (h >> 15)) * 0x846ca68b;
  h ^= h >> 16;
  return <f32>(h >> 8) * (1.0 / 16777216.0);
}

export function makeNoise(): void {
  if (tile != 0) return;
  const raw = zeroed((<usize>(SIZE * SIZE * SIZE)) << 2);
  for (let octave = 0; octave < 3; octave++) addOctave(raw, 4 << octave, octave == 0 ? 0.58 : octave == 1 ? 0.28 : 0.14, octave);
  tile = raw;
  level(raw);
}

function addOctave(out: usize, cells: i32, share: f32, seed: i32): void {
  const scale = <f32>cells / <f32>SIZE;
  const points = zeroed((<usize>(cells * cells * cells)) * 12);
  for (let z = 0; z < cells; z++) for (let y = 0; y < cells; y++) for (let x = 0; x < cells; x++) {
    const p = points + (<usize>((z * cells + y) * cells + x)) * 12;
    store<f32>(p, hash(x, y, z, 3 * seed));
    store<f32>(p, hash(x, y, z, 3 * seed + 1), 4);
    store<f32>(p, hash(x, y, z, 3 * seed + 2), 8);
  }
  const mask = cells - 1;
  for (let k = 0; k < SIZE; k++) for (let j = 0; j < SIZE; j++) for (let i = 0; i < SIZE; i++) {
    const x = (<f32>i + 0.5) * scale;
    const y = (<f32>j + 0.5) * scale;
    const z = (<f32>k + 0.5) * scale;
    const cx = <i32>floor(x);
    const cy = <i32>floor(y);
    const cz = <i32>floor(z);
    let nearest: f32 = 9;
    for (let dz = -1; dz <= 1; dz++) for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
      const p = points + (<usize>((((cz + dz) & mask) * cells + ((cy + dy) & mask)) * cells + ((cx + dx) & mask))) * 12;
      const ex = <f32>(cx + dx) + load<f32>(p) - x;
      const ey = <f32>(cy + dy) + load<f32>(p, 4) - y;
      const ez = <f32>(cz + dz) + load<f32>(p, 8) - z;
      nearest = min(nearest, ex * ex + ey * ey + ez * ez);
    }
    // 1 − d² of the nearest point: domes that meet in creases.
    const q = out + ((<usize>((k * SIZE + j) * SIZE + i)) << 2);
    store<f32>(q, load<f32>(q) + share * max<f32>(0, 1 - nearest));
  }
}

/** Spreads the values to a mean of 0.5 and a standard deviation of 0.2, so that the look does not hang on the tile. */
function level(values: usize): void {
  const count = SIZE * SIZE * SIZE;
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let i = 0; i < count; i++) {
    const v = <f64>load<f32>(values + ((<usize>i) << 2));
    sum += v;
    squares += v * v;
  }
  const mean = sum / <f64>count;
  const gain = 0.2 / sqrt<f64>(squares / <f64>count - mean * mean);
  for (let i = 0; i < count; i++) {
    const p = values + ((<usize>i) << 2);
    store<f32>(p, <f32>(0.5 + (<f64>load<f32>(p) - mean) * gain));
  }
}

/** Noise at four places at once, in tiles (1 is a whole tile). */
// @ts-ignore: decorator
@inline
export function noiseAt(x: v128, y: v128, z: v128): v128 {
  const size = f32x4.splat(<f32>SIZE);
  const px = f32x4.mul(x, size);
  const py = f32x4.mul(y, size);
  const pz = f32x4.mul(z, size);
  const fx = f32x4.floor(px);
  const fy = f32x4.floor(py);
  const fz = f32x4.floor(pz);
  const one = i32x4.splat(1);
  const mask = i32x4.splat(MASK);
  const ix = i32x4.trunc_sat_f32x4_s(fx);
  const iy = i32x4.trunc_sat_f32x4_s(fy);
  const iz = i32x4.trunc_sat_f32x4_s(fz);
  const x0 = i32x4.shl(v128.and(ix, mask), 2);
  const x1 = i32x4.shl(v128.and(i32x4.add(ix, one), mask), 2);
  const y0 = i32x4.shl(v128.and(iy, mask), 8);
  const y1 = i32x4.shl(v128.and(i32x4.add(iy, one), mask), 8);
  const z0 = i32x4.shl(v128.and(iz, mask), 14);
  const z1 = i32x4.shl(v128.and(i32x4.add(iz, one), mask), 14);
  const tx = f32x4.sub(px, fx);
  const ty = f32x4.sub(py, fy);
  const tz = f32x4.sub(pz, fz);
  const a = edge(i32x4.add(y0, z0), x0, x1, tx);
  const b = edge(i32x4.add(y1, z0), x0, x1, tx);
  const c = edge(i32x4.add(y0, z1), x0, x1, tx);
  const d = edge(i32x4.add(y1, z1), x0, x1, tx);
  return mix(mix(a, b, ty), mix(c, d, ty), tz);
}

// @ts-ignore: decorator
@inline
function edge(yz: v128, x0: v128, x1: v128, t: v128): v128 {
  return mix(fetch(i32x4.add(yz, x0)), fetch(i32x4.add(yz, x1)), t);
}

// @ts-ignore: decorator
@inline
function fetch(offsets: v128): v128 {
  return f32x4(
    load<f32>(tile + <usize>i32x4.extract_lane(offsets, 0)),
    load<f32>(tile + <usize>i32x4.extract_lane(offsets, 1)),
    load<f32>(tile + <usize>i32x4.extract_lane(offsets, 2)),
    load<f32>(tile + <usize>i32x4.extract_lane(offsets, 3)),
  );
}
