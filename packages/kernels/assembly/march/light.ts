// Light in the volume. A fine cell ends as: extinction 1/m, sun, sun after further scattering, sky.
import { blockX, blockY, blockZ, blocks, boxX, boxY, boxZ, detail, fine, fx, fy, fz, sizeX, sizeY, sizeZ } from './stores';
import { expOfMinus, zeroed } from './lanes';
import { sweep, sweepOver } from './sweep';

/** The whole grid at the simulation's size: extinction, optical depth, sky so far, spare. */
let coarse: usize = 0;
let sun8: usize = 0;
let nx: i32 = 0;
let ny: i32 = 0;
let nz: i32 = 0;

/**
 * Further scattering after Wrenninge et al. 2013 ("Oz: The Great and Volumetric"): each octave is dimmed less by the
 * cloud and weighs less. Two octaves are folded into one lane.
 */
const SECOND_DIM: f32 = 0.4;
const SECOND_SHARE: f32 = 0.95;
const THIRD_DIM: f32 = 0.14;
const THIRD_SHARE: f32 = 0.36;
/** Sky light scatters on rather than ending: only this share of the optical depth stops it. */
const SKY_DIM: f32 = 0.8;

export function makeLight(cellsX: i32, cellsY: i32, cellsZ: i32): void {
  nx = cellsX;
  ny = cellsY;
  nz = cellsZ;
  coarse = zeroed((<usize>(nx * ny * nz)) << 4);
  sun8 = zeroed(<usize>(nx * ny * nz));
}

export function sunBytes(): usize {
  return sun8;
}

export function light(cellM: f32, dx: f32, dy: f32, dz: f32): void {
  memory.fill(coarse, 0, (<usize>(nx * ny * nz)) << 4);
  gatherCoarse();
  sweepOver(coarse, nx, ny, nz, nx, nx * ny);
  sweep(dx, dy, dz, cellM);
  storeSun();
  if (sizeX == 0) return;
  const inBox = coarse + ((<usize>((boxZ * ny + boxY) * nx + boxX)) << 4);
  sweepOver(inBox, sizeX, sizeY, sizeZ, nx, nx * ny);
  skyFrom(0, 1, 0, 0.32, cellM);
  skyFrom(0.7, 0.714, 0, 0.17, cellM);
  skyFrom(-0.7, 0.714, 0, 0.17, cellM);
  skyFrom(0, 0.714, 0.7, 0.17, cellM);
  skyFrom(0, 0.714, -0.7, 0.17, cellM);
  sweepOver(fine, fx, fy, fz, fx, fx * fy);
  sweep(dx, dy, dz, cellM / <f32>detail);
  finish();
}

function gatherCoarse(): void {
  const share = <f32>1 / <f32>(detail * detail * detail);
  for (let k = 0; k < fz; k++) for (let j = 0; j < fy; j++) {
    let p = fine + ((<usize>((k * fy + j) * fx)) << 4);
    const row = coarse + ((<usize>(((boxZ + k / detail) * ny + boxY + j / detail) * nx + boxX)) << 4);
    for (let i = 0; i < fx; i++, p += 16) {
      const sigma = load<f32>(p);
      if (sigma <= 0) continue;
      const q = row + ((<usize>(i / detail)) << 4);
      store<f32>(q, load<f32>(q) + sigma * share);
    }
  }
}

function storeSun(): void {
  const count = nx * ny * nz;
  const most = f32x4.splat(255);
  for (let i = 0; i < count; i += 4) {
    const p = coarse + ((<usize>i) << 4) + 4;
    const depth = f32x4(load<f32>(p), load<f32>(p, 16), load<f32>(p, 32), load<f32>(p, 48));
    const bytes = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(expOfMinus(depth), most)));
    store<u8>(sun8 + i, <u8>i32x4.extract_lane(bytes, 0));
    store<u8>(sun8 + i, <u8>i32x4.extract_lane(bytes, 1), 1);
    store<u8>(sun8 + i, <u8>i32x4.extract_lane(bytes, 2), 2);
    store<u8>(sun8 + i, <u8>i32x4.extract_lane(bytes, 3), 3);
  }
}

function skyFrom(dx: f32, dy: f32, dz: f32, share: f32, cellM: f32): void {
  sweep(dx, dy, dz, cellM);
  for (let k = 0; k < sizeZ; k++) for (let j = 0; j < sizeY; j++) {
    let p = coarse + ((<usize>(((boxZ + k) * ny + boxY + j) * nx + boxX)) << 4);
    for (let i = 0; i < sizeX; i++, p += 16) {
      const depth = load<f32>(p, 4);
      const open = depth > 0 ? f32x4.extract_lane(expOfMinus(f32x4.splat(depth * SKY_DIM)), 0) : 1;
      store<f32>(p, load<f32>(p, 8) + share * open, 8);
    }
  }
}

function finish(): void {
  for (let z = 0; z < blockZ; z++) for (let y = 0; y < blockY; y++) for (let x = 0; x < blockX; x++) {
    if (load<u8>(blocks + <usize>((z * blockY + y) * blockX + x)) == 0) continue;
    const i1 = min(fx, (x << 2) + 4), j1 = min(fy, (y << 2) + 4), k1 = min(fz, (z << 2) + 4);
    for (let k = z << 2; k < k1; k++) for (let j = y << 2; j < j1; j++) for (let i = x << 2; i < i1; i++) finishCell(i, j, k);
  }
}

// @ts-ignore: decorator
@inline
function finishCell(i: i32, j: i32, k: i32): void {
  const p = fine + ((<usize>((k * fy + j) * fx + i)) << 4);
  const depth = load<f32>(p, 4);
  const t = expOfMinus(f32x4(depth, depth * SECOND_DIM, depth * THIRD_DIM, 0));
  store<f32>(p, f32x4.extract_lane(t, 0), 4);
  store<f32>(p, SECOND_SHARE * f32x4.extract_lane(t, 1) + THIRD_SHARE * f32x4.extract_lane(t, 2), 8);
  store<f32>(p, skyAt(i, j, k), 12);
}

/** Sky light between the coarse cells. */
// @ts-ignore: decorator
@inline
function skyAt(i: i32, j: i32, k: i32): f32 {
  const ratio: f32 = <f32>1 / <f32>detail;
  const px = max<f32>(0, min<f32>(<f32>sizeX - 1.001, (<f32>i + 0.5) * ratio - 0.5));
  const py = max<f32>(0, min<f32>(<f32>sizeY - 1.001, (<f32>j + 0.5) * ratio - 0.5));
  const pz = max<f32>(0, min<f32>(<f32>sizeZ - 1.001, (<f32>k + 0.5) * ratio - 0.5));
  const cx = <i32>px, cy = <i32>py, cz = <i32>pz;
  const tx = px - <f32>cx, ty = py - <f32>cy, tz = pz - <f32>cz;
  const p = coarse + ((<usize>(((boxZ + cz) * ny + boxY + cy) * nx + boxX + cx)) << 4) + 8;
  const row = (<usize>nx) << 4;
  const q = p + row * <usize>ny;
  const a = load<f32>(p) + (load<f32>(p, 16) - load<f32>(p)) * tx;
  const b = load<f32>(p + row) + (load<f32>(p + row, 16) - load<f32>(p + row)) * tx;
  const c = load<f32>(q) + (load<f32>(q, 16) - load<f32>(q)) * tx;
  const d = load<f32>(q + row) + (load<f32>(q + row, 16) - load<f32>(q + row)) * tx;
  const near = a + (b - a) * ty;
  return near + (c + (d - c) * ty - near) * tz;
}
