// The stored frame as two smooth fields at the simulation's size: how much of a place dust covers, and how dense it is.
import { boxY, codes, sizeX, sizeY, sizeZ, table } from './stores';
import { mix, zeroed } from './lanes';

/** The concentration at which a cell counts as half covered, kg/m³: 7 m of it stop all light. */
const EDGE: f32 = 0.02;
/** Ghost cells around the box, for the blur. */
export const GHOSTS: i32 = 2;
/**
 * The cloud's skin: coverage blurred over metres falls evenly across it, so that a threshold carved by noise moves the
 * skin out and in by as much. What stays of the unblurred coverage keeps thin jets alive.
 */
const BLUR_M: f32 = 1.9;
const FEWEST_PASSES: i32 = 3;
const MOST_PASSES: i32 = 12;
const UNBLURRED: f32 = 0.16;
/** Concentration of the dust in and around a cell, and its cover from 0 to 1; with ghost cells around the box. */
export let dust: usize = 0;
export let shape: usize = 0;
let covered: usize = 0;
let spare: usize = 0;
export let rowBytes: usize = 0;
export let sliceBytes: usize = 0;

export function makeSkin(nx: i32, ny: i32, nz: i32): void {
  const bytes = (<usize>((nx + 8) * (ny + 4) * (nz + 4) + 64)) << 2;
  dust = zeroed(bytes);
  shape = zeroed(bytes);
  covered = zeroed(bytes);
  spare = zeroed(bytes);
}

// @ts-ignore: decorator
@inline
function inBox(i: i32, j: i32, k: i32): usize {
  return (<usize>(k + GHOSTS)) * sliceBytes + (<usize>(j + GHOSTS)) * rowBytes + ((<usize>(i + GHOSTS)) << 2);
}

/**
 * Fills `dust` with the concentration of billows around, and `shape` with how much of the place they cover, 0 to 1.
 * Thin dust so becomes a few dense billows of about the same extinction in all. Without carving, both stay plain.
 */
export function decode(isCarved: bool, cellM: f32): void {
  rowBytes = (<usize>(((sizeX + 3) & ~3) + 2 * GHOSTS)) << 2;
  sliceBytes = rowBytes * <usize>(sizeY + 2 * GHOSTS);
  const bytes = sliceBytes * <usize>(sizeZ + 2 * GHOSTS) + 32;
  memory.fill(dust, 0, bytes);
  memory.fill(shape, 0, bytes);
  memory.fill(spare, 0, bytes);
  let from = codes;
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) {
    let out = inBox(0, j, k);
    for (let i = 0; i < sizeX; i++) {
      const c = load<f32>(table + ((<usize>load<u8>(from++)) << 2));
      store<f32>(dust + out, c);
      store<f32>(shape + out, isCarved ? c / (c + EDGE) : c > 0 ? 1 : 0);
      out += 4;
    }
  }
  if (!isCarved) {
    layGround(dust);
    layGround(shape);
    return;
  }
  memory.copy(covered, shape, bytes);
  // The variance of each pass is one cell squared.
  const passes = max(FEWEST_PASSES, min(MOST_PASSES, <i32>nearest<f32>((BLUR_M / cellM) * (BLUR_M / cellM))));
  for (let pass = 0; pass < passes; pass++) {
    blur(dust);
    blur(shape);
  }
  const kept = f32x4.splat(UNBLURRED);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) for (let i = 0; i < sizeX; i += 4) {
    const p = inBox(i, j, k);
    const s = v128.load(shape + p);
    v128.store(dust + p, f32x4.div(v128.load(dust + p), f32x4.add(s, f32x4.splat(1e-6))));
    v128.store(shape + p, mix(s, v128.load(covered + p), kept));
  }
  layGround(dust);
  layGround(shape);
}

/** The ground does not end the cloud: below it lies what lies on it. */
function layGround(field: usize): void {
  if (boxY > 0) return;
  for (let k = -GHOSTS; k < sizeZ + GHOSTS; k++) {
    for (let j = -GHOSTS; j < 0; j++) {
      memory.copy(field + inBox(-GHOSTS, j, k), field + inBox(-GHOSTS, 0, k), rowBytes);
    }
  }
}

/** Binomial mean of five cells along x, y and z in turn. */
function blur(field: usize): void {
  blurAlong(field, spare, 4);
  layGround(spare);
  blurAlong(spare, field, rowBytes);
  blurAlong(field, spare, sliceBytes);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) {
    memory.copy(field + inBox(0, j, k), spare + inBox(0, j, k), (<usize>sizeX) << 2);
  }
}

function blurAlong(from: usize, to: usize, stride: usize): void {
  const middle = f32x4.splat(0.375);
  const near = f32x4.splat(0.25);
  const far = f32x4.splat(0.0625);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) for (let i = 0; i < sizeX; i += 4) {
    const offset = inBox(i, j, k);
    const p = from + offset;
    let sum = f32x4.mul(f32x4.add(v128.load(p - 2 * stride), v128.load(p + 2 * stride)), far);
    sum = f32x4.add(sum, f32x4.mul(f32x4.add(v128.load(p - stride), v128.load(p + stride)), near));
    v128.store(to + offset, f32x4.add(sum, f32x4.mul(v128.load(p), middle)));
  }
}

/** A field between its cells: `p` is the low corner, `tx`, `ty`, `tz` the way to the next. */
// @ts-ignore: decorator
@inline
export function between(p: usize, tx: f32, ty: v128, tz: v128): f32 {
  const q = p + sliceBytes;
  const near = f32x4(load<f32>(p), load<f32>(p, 4), load<f32>(q), load<f32>(q, 4));
  const next = f32x4(load<f32>(p + rowBytes), load<f32>(p + rowBytes, 4), load<f32>(q + rowBytes), load<f32>(q + rowBytes, 4));
  const flat = mix(near, next, ty);
  const a = f32x4.extract_lane(flat, 0);
  const b = f32x4.extract_lane(flat, 2);
  const low = a + (f32x4.extract_lane(flat, 1) - a) * tx;
  const high = b + (f32x4.extract_lane(flat, 3) - b) * tx;
  return low + (high - low) * f32x4.extract_lane(tz, 0);
}
