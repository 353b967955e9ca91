// What the march keeps: the stored frame, the fine volume carved from it, and which of its blocks hold dust.
import { makeSkin } from './skin';
import { zeroed } from './lanes';

// The stored frame: coded concentration of the box, and the flow map; and what the codes stand for.
export let codes: usize = 0;
export let flow: usize = 0;
export let table: usize = 0;

/** The fine volume of the box: extinction, then light (see light.ts). */
export let fine: usize = 0;
export let fx: i32 = 0;
export let fy: i32 = 0;
export let fz: i32 = 0;
/** A byte for each block of 4³ fine cells: 1 where dust is, or touches. */
export let blocks: usize = 0;
export let blockX: i32 = 0;
export let blockY: i32 = 0;
export let blockZ: i32 = 0;

export let boxX: i32 = 0;
export let boxY: i32 = 0;
export let boxZ: i32 = 0;
export let sizeX: i32 = 0;
export let sizeY: i32 = 0;
export let sizeZ: i32 = 0;

export let detail: i32 = 2;

/** Cells of the whole grid. */
export let gridX: i32 = 0;
export let gridZ: i32 = 0;

export function makeStores(nx: i32, ny: i32, nz: i32, detailCells: i32): void {
  const cells = nx * ny * nz;
  detail = detailCells;
  gridX = nx;
  gridZ = nz;
  codes = zeroed(<usize>cells);
  flow = zeroed(((<usize>cells) >> 3) * 12 + 64);
  table = zeroed(1024);
  makeSkin(nx, ny, nz);
  // Room for the whole grid; what no box touches stays unused address space.
  const most = (<usize>cells) * <usize>(detail * detail * detail);
  fine = heap.alloc((most << 4) + (most >> 5) + 65536);
}

export function setBox(ax: i32, ay: i32, az: i32, nx: i32, ny: i32, nz: i32): void {
  boxX = ax;
  boxY = ay;
  boxZ = az;
  sizeX = nx;
  sizeY = ny;
  sizeZ = nz;
  fx = nx * detail;
  fy = ny * detail;
  fz = nz * detail;
  blockX = (fx + 3) >> 2;
  blockY = (fy + 3) >> 2;
  blockZ = (fz + 3) >> 2;
  const cells = <usize>(fx * fy * fz);
  const blockBytes = <usize>(blockX * blockY * blockZ);
  blocks = fine + (cells << 4) + 128;
  memory.fill(fine, 0, (cells << 4) + 128 + blockBytes);
}

/** Marks the blocks that a fine cell and its neighbours lie in. */
// @ts-ignore: decorator
@inline
export function mark(i: i32, j: i32, k: i32): void {
  const a = max(0, i - 1) >> 2, b = min(fx - 1, i + 1) >> 2;
  const c = max(0, j - 1) >> 2, d = min(fy - 1, j + 1) >> 2;
  const e = max(0, k - 1) >> 2, f = min(fz - 1, k + 1) >> 2;
  for (let z = e; z <= f; z++) for (let y = c; y <= d; y++) for (let x = a; x <= b; x++) {
    store<u8>(blocks + <usize>((z * blockY + y) * blockX + x), 1);
  }
}
