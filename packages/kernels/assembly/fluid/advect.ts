// MacCormack advection of velocity and concentration together: one trilinear gather of 8 loads moves all four.
// Source: Selle, Fedkiw, Kim, Liu, Rossignac 2008, "An Unconditionally Stable MacCormack Method".
import { SOLID, at, cell, cellM, flags, next, rowAt, rowCells, scratch, sliceCells, x0, x1, y1, z0, z1 } from './grid';

let lowest: v128 = f32x4.splat(0);
let highest: v128 = f32x4.splat(0);

/** Byte offset of the cell with the low corner of the eight around a place (in cells, 0 at the first centre). */
// @ts-ignore: decorator
@inline
function offsetOf(floored: v128): usize {
  const whole = i32x4.trunc_sat_f32x4_s(floored);
  const x = i32x4.extract_lane(whole, 0) + 1;
  const y = i32x4.extract_lane(whole, 1) + 1;
  const z = i32x4.extract_lane(whole, 2) + 1;
  return (<usize>(z * sliceCells + y * rowCells + x)) << 4;
}

// @ts-ignore: decorator
@inline
function mix(a: v128, b: v128, t: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), t));
}

// @ts-ignore: decorator
@inline
function gather(source: usize, place: v128): v128 {
  const floored = f32x4.floor(place);
  const t = f32x4.sub(place, floored);
  const p = source + offsetOf(floored);
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  const tx = v128.shuffle<f32>(t, t, 0, 0, 0, 0);
  const ty = v128.shuffle<f32>(t, t, 1, 1, 1, 1);
  const tz = v128.shuffle<f32>(t, t, 2, 2, 2, 2);
  const a = mix(v128.load(p), v128.load(p, 16), tx);
  const b = mix(v128.load(p + row), v128.load(p + row, 16), tx);
  const q = p + slice;
  const c = mix(v128.load(q), v128.load(q, 16), tx);
  const d = mix(v128.load(q + row), v128.load(q + row, 16), tx);
  return mix(mix(a, b, ty), mix(c, d, ty), tz);
}

/** Advects `cell` into `next` over the active box. Returns the concentration's sum over the box. */
export function advect(dt: f32): f64 {
  const s = dt / cellM;
  const back = f32x4(-s, -s, -s, 0);
  const ahead = f32x4(s, s, s, 0);
  // Ghosts and cells beyond the box hold clean ambient air; below the ground there is nothing to fetch.
  lowest = f32x4(<f32>(x0 - 1), 0, <f32>(z0 - 1), 0);
  highest = f32x4(<f32>x1 - 0.002, <f32>y1 - 0.002, <f32>z1 - 0.002, 0);
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    let p = (<usize>at(x0, j, k)) << 4;
    let place = f32x4(<f32>x0, <f32>j, <f32>k, 0);
    for (let i = x0; i < x1; i++) {
      const from = f32x4.min(f32x4.max(f32x4.add(place, f32x4.mul(v128.load(cell + p), back)), lowest), highest);
      v128.store(scratch + p, gather(cell, from));
      place = f32x4.add(place, f32x4(1, 0, 0, 0));
      p += 16;
    }
  }
  frameScratch();
  let sum: f64 = 0;
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    const first = at(x0, j, k);
    let place = f32x4(<f32>x0, <f32>j, <f32>k, 0);
    let rowSum: f32 = 0;
    for (let i = 0; i < x1 - x0; i++) {
      const p = (<usize>(first + i)) << 4;
      const old = v128.load(cell + p);
      let moved = v128.load(scratch + p);
      // Where a step changes next to nothing the correction is worth less than its gathers.
      const change = f32x4.abs(f32x4.sub(moved, old));
      if (v128.any_true(f32x4.gt(change, f32x4(0.02, 0.02, 0.02, 0.0002)))) moved = correct(old, moved, place, back, ahead);
      if (load<u8>(flags + first + i) & SOLID) moved = f32x4.splat(0);
      v128.store(next + p, moved);
      rowSum += f32x4.extract_lane(moved, 3);
      place = f32x4.add(place, f32x4(1, 0, 0, 0));
    }
    store<u8>(rowAt(j, k), rowSum > 0 ? 1 : 0);
    sum += <f64>rowSum;
  }
  return sum;
}

/** Adds half the error of going there and back, held within the values that the cell came from. */
// @ts-ignore: decorator
@inline
function correct(old: v128, moved: v128, place: v128, back: v128, ahead: v128): v128 {
  const to = f32x4.min(f32x4.max(f32x4.add(place, f32x4.mul(old, ahead)), lowest), highest);
  const returned = gather(scratch, to);
  const better = f32x4.add(moved, f32x4.mul(f32x4.splat(0.5), f32x4.sub(old, returned)));
  const from = f32x4.min(f32x4.max(f32x4.add(place, f32x4.mul(old, back)), lowest), highest);
  const p = cell + offsetOf(f32x4.floor(from));
  const row = (<usize>rowCells) << 4;
  const q = p + ((<usize>sliceCells) << 4);
  const a = v128.load(p), b = v128.load(p, 16), c = v128.load(p + row), d = v128.load(p + row, 16);
  const e = v128.load(q), f = v128.load(q, 16), g = v128.load(q + row), h = v128.load(q + row, 16);
  const least = f32x4.min(f32x4.min(f32x4.min(a, b), f32x4.min(c, d)), f32x4.min(f32x4.min(e, f), f32x4.min(g, h)));
  const most = f32x4.max(f32x4.max(f32x4.max(a, b), f32x4.max(c, d)), f32x4.max(f32x4.max(e, f), f32x4.max(g, h)));
  return f32x4.min(f32x4.max(better, least), most);
}

/** Copies the cells just outside the box into `scratch`, which the way back may touch. */
function frameScratch(): void {
  for (let k = z0 - 1; k <= z1; k++) for (let j = 0; j <= y1; j++) {
    const isInside = k >= z0 && k < z1 && j < y1;
    if (isInside) {
      copyCell(at(x0 - 1, j, k));
      copyCell(at(x1, j, k));
    } else {
      for (let i = x0 - 1; i <= x1; i++) copyCell(at(i, j, k));
    }
  }
}

// @ts-ignore: decorator
@inline
function copyCell(index: i32): void {
  const p = (<usize>index) << 4;
  v128.store(scratch + p, v128.load(cell + p));
}
