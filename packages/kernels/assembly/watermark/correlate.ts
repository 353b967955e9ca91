// Circular correlation of tiles by fast Fourier transforms of BINS × BINS, four columns at a time.
import { BINS } from './fold';

const PLANE: usize = <usize>(BINS * BINS) << 2;
const twiddles = memory.data(64 * 4 * 2, 16);
/** Real and imaginary planes: the work, its transpose, and the known pattern's spectrum. */
const work = memory.data(64 * 64 * 4 * 2, 16);
const turned = memory.data(64 * 64 * 4 * 2, 16);
const known = memory.data(64 * 64 * 4 * 2, 16);
let prepared: i32 = 0;

function prepare(): void {
  if (prepared) return;
  prepared = 1;
  for (let i = 0; i < 64; i++) {
    const angle = (-2 * Math.PI * <f64>i) / 64;
    store<f32>(twiddles + (<usize>i << 3), <f32>NativeMath.cos(angle));
    store<f32>(twiddles + (<usize>i << 3), <f32>NativeMath.sin(angle), 4);
  }
}

/** Takes the pattern that `correlate` looks for: BINS² floats. */
export function setKnownTile(tile: usize): void {
  prepare();
  transform(tile);
  memory.copy(known, work, PLANE * 2);
}

/**
 * Correlation of `tile` with the known pattern at every shift into `target` (BINS² floats); all frequencies of the tile count
 * the same (phase only), so that no loud texture drowns the mark. `target` at (y, x): the pattern begins at that cell.
 */
export function correlate(tile: usize, target: usize): void {
  transform(tile);
  for (let at: usize = 0; at < PLANE; at += 16) {
    const re = v128.load(work + at);
    const im = v128.load(work + PLANE + at);
    const kr = v128.load(known + at);
    const ki = v128.load(known + PLANE + at);
    const size = f32x4.sqrt(f32x4.add(f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)), f32x4.splat(1e-12)));
    const inverse = f32x4.div(f32x4.splat(1), size);
    // conj(product), so that a forward transform is the inverse one.
    const real = f32x4.add(f32x4.mul(re, kr), f32x4.mul(im, ki));
    const imaginary = f32x4.sub(f32x4.mul(re, ki), f32x4.mul(im, kr));
    v128.store(work + at, f32x4.mul(real, inverse));
    v128.store(work + PLANE + at, f32x4.mul(imaginary, inverse));
  }
  columns(work);
  turn(work, turned);
  turn(work + PLANE, turned + PLANE);
  columns(turned);
  memory.copy(target, turned, PLANE);
}

/** Spectrum of real values into `work`, transposed. */
function transform(tile: usize): void {
  memory.copy(turned, tile, PLANE);
  memory.fill(turned + PLANE, 0, PLANE);
  columns(turned);
  turn(turned, work);
  turn(turned + PLANE, work + PLANE);
  columns(work);
}

function turn(source: usize, target: usize): void {
  for (let y = 0; y < BINS; y++) {
    for (let x = 0; x < BINS; x++) {
      store<f32>(target + (<usize>(x * BINS + y) << 2), load<f32>(source + (<usize>(y * BINS + x) << 2)));
    }
  }
}

/** Radix 2, decimation in time, of every column. */
function columns(plane: usize): void {
  for (let y = 1; y < BINS - 1; y++) {
    const other = <i32>(reverse6(y));
    if (other > y) swapRows(plane, y, other);
  }
  for (let size = 2; size <= BINS; size <<= 1) {
    const half = size >>> 1;
    const stride = BINS / size;
    for (let first = 0; first < BINS; first += size) {
      for (let k = 0; k < half; k++) butterfly(plane, first + k, first + k + half, k * stride);
    }
  }
}

// @ts-ignore: decorator
@inline
function butterfly(plane: usize, upper: i32, lower: i32, twiddle: i32): void {
  const wr = f32x4.splat(load<f32>(twiddles + (<usize>twiddle << 3)));
  const wi = f32x4.splat(load<f32>(twiddles + (<usize>twiddle << 3), 4));
  let a = plane + (<usize>(upper * BINS) << 2);
  let b = plane + (<usize>(lower * BINS) << 2);
  for (let x = 0; x < BINS; x += 4, a += 16, b += 16) {
    const br = v128.load(b);
    const bi = v128.load(b + PLANE);
    const tr = f32x4.sub(f32x4.mul(br, wr), f32x4.mul(bi, wi));
    const ti = f32x4.add(f32x4.mul(br, wi), f32x4.mul(bi, wr));
    const ar = v128.load(a);
    const ai = v128.load(a + PLANE);
    v128.store(a, f32x4.add(ar, tr));
    v128.store(a + PLANE, f32x4.add(ai, ti));
    v128.store(b, f32x4.sub(ar, tr));
    v128.store(b + PLANE, f32x4.sub(ai, ti));
  }
}

function swapRows(plane: usize, y: i32, other: i32): void {
  for (let part: usize = 0; part < 2; part++) {
    const a = plane + part * PLANE + (<usize>(y * BINS) << 2);
    const b = plane + part * PLANE + (<usize>(other * BINS) << 2);
    for (let x: usize = 0; x < <usize>BINS << 2; x += 16) {
      const value = v128.load(a + x);
      v128.store(a + x, v128.load(b + x));
      v128.store(b + x, value);
    }
  }
}

// @ts-ignore: decorator
@inline
function reverse6(value: i32): i32 {
  let reversed = 0;
  for (let bit = 0; bit < 6; bit++) reversed |= ((value >>> bit) & 1) << (5 - bit);
  return reversed;
}
