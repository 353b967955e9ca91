// How far the air at a place moved since both phases of the noise began; see the fluid's flow map.
import { detail, flow, sizeX, sizeY, sizeZ } from './stores';

/** What `flowAt` found, metres: lanes are A, B, A, B. */
export let movedX: v128 = f32x4.splat(0);
export let movedY: v128 = f32x4.splat(0);
export let movedZ: v128 = f32x4.splat(0);

/** How far the air at a fine cell moved in both phases, trilinear in the flow map. */
// @ts-ignore: decorator
@inline
export function flowAt(x: f32, y: f32, z: f32): void {
  const half = <f32>0.5 / <f32>detail;
  const hx = sizeX >> 1, hy = sizeY >> 1, hz = sizeZ >> 1;
  const px = max<f32>(0, min<f32>(<f32>hx - 1.001, (x + 0.5) * half - 0.5));
  const py = max<f32>(0, min<f32>(<f32>hy - 1.001, (y + 0.5) * half - 0.5));
  const pz = max<f32>(0, min<f32>(<f32>hz - 1.001, (z + 0.5) * half - 0.5));
  const cx = <i32>px, cy = <i32>py, cz = <i32>pz;
  const tx = px - <f32>cx, ty = py - <f32>cy, tz = pz - <f32>cz;
  const row = <usize>hx * 12;
  const slice = row * <usize>hy;
  const p = flow + slice * <usize>cz + row * <usize>cy + <usize>cx * 12;
  const w0 = (<f32>1 - ty) * (<f32>1 - tz), w1 = ty * (<f32>1 - tz), w2 = (<f32>1 - ty) * tz, w3 = ty * tz;
  let low = f32x4.splat(0); // A x, y, z and B x
  let high = f32x4.splat(0); // B x, y, z and what follows
  accumulate(p, tx, w0);
  low = lowSum;
  high = highSum;
  accumulate(p + row, tx, w1);
  low = f32x4.add(low, lowSum);
  high = f32x4.add(high, highSum);
  accumulate(p + slice, tx, w2);
  low = f32x4.add(low, lowSum);
  high = f32x4.add(high, highSum);
  accumulate(p + slice + row, tx, w3);
  low = f32x4.mul(f32x4.add(low, lowSum), f32x4.splat(1.0 / 128.0));
  high = f32x4.mul(f32x4.add(high, highSum), f32x4.splat(1.0 / 128.0));
  movedX = v128.shuffle<f32>(low, high, 0, 4, 0, 4);
  movedY = v128.shuffle<f32>(low, high, 1, 5, 1, 5);
  movedZ = v128.shuffle<f32>(low, high, 2, 6, 2, 6);
}

let lowSum: v128 = f32x4.splat(0);
let highSum: v128 = f32x4.splat(0);

// @ts-ignore: decorator
@inline
function accumulate(p: usize, tx: f32, weight: f32): void {
  const a = f32x4.splat(weight * (1 - tx));
  const b = f32x4.splat(weight * tx);
  lowSum = f32x4.add(f32x4.mul(a, wide(p)), f32x4.mul(b, wide(p + 12)));
  highSum = f32x4.add(f32x4.mul(a, wide(p + 6)), f32x4.mul(b, wide(p + 18)));
}

// @ts-ignore: decorator
@inline
function wide(p: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load64_zero(p)));
}
