// The grid and its memory. Every array has one ghost cell on each side; x runs fastest, then y, then z.
// `face` holds, for each cell, the velocities on its low x, y and z faces (staggered); `cell` holds the velocity at the
// centre and, in lane 3, the concentration. All are 16 bytes a cell, so one v128 load fetches a whole cell.

export let nx: i32 = 0;
export let ny: i32 = 0;
export let nz: i32 = 0;
/** Cells to the next row and the next slice. */
export let rowCells: i32 = 0;
export let sliceCells: i32 = 0;
export let cellM: f32 = 1;

export let face: usize = 0;
export let cell: usize = 0;
export let next: usize = 0;
export let scratch: usize = 0;
/** A byte a cell: 1 solid, 2, 4, 8 its low x, y, z face is closed. */
export let flags: usize = 0;
/** Wanted divergence, 1/s. */
export let expansion: usize = 0;
/** kg/m² on the ground, nx × nz. */
export let deposit: usize = 0;
/** Per combination of closed faces (flags / 2), a v128 of 1 where open. */
export let openFaces: usize = 0;

/** A byte a row of `next`: 1 where it holds dust. With ghost rows; see `rowAt`. */
export let dusty: usize = 0;

/** The active box, half open; its low y is always 0. */
export let x0: i32 = 0;
export let x1: i32 = 0;
export let y1: i32 = 0;
export let z0: i32 = 0;
export let z1: i32 = 0;

export let windX: f32 = 0;
export let windY: f32 = 0;
export let windZ: f32 = 0;

export const SOLID: u32 = 1;
export const CLOSED_X: u32 = 2;
export const CLOSED_Y: u32 = 4;
export const CLOSED_Z: u32 = 8;

// @ts-ignore: decorator
@inline
export function at(i: i32, j: i32, k: i32): i32 {
  return (k + 1) * sliceCells + (j + 1) * rowCells + i + 1;
}

/** Place of a row's byte in `dusty`. */
// @ts-ignore: decorator
@inline
export function rowAt(j: i32, k: i32): usize {
  return dusty + <usize>((k + 1) * (ny + 2) + j + 1);
}

export function zeroed(bytes: usize): usize {
  const memory_ = heap.alloc(bytes + 64);
  memory.fill(memory_, 0, bytes + 64);
  return memory_;
}

export function makeGrid(cellsX: i32, cellsY: i32, cellsZ: i32, edgeM: f32, wx: f32, wy: f32, wz: f32): void {
  nx = cellsX;
  ny = cellsY;
  nz = cellsZ;
  cellM = edgeM;
  windX = wx;
  windY = wy;
  windZ = wz;
  rowCells = nx + 2;
  sliceCells = rowCells * (ny + 2);
  const cells = <usize>(sliceCells * (nz + 2));
  face = zeroed(cells << 4);
  cell = zeroed(cells << 4);
  next = zeroed(cells << 4);
  scratch = zeroed(cells << 4);
  flags = zeroed(cells);
  expansion = zeroed(cells << 2);
  dusty = zeroed(<usize>((ny + 2) * (nz + 2)));
  deposit = zeroed((<usize>(nx * nz)) << 2);
  openFaces = zeroed(8 << 4);
  for (let closed: usize = 0; closed < 8; closed++) {
    for (let lane: usize = 0; lane < 3; lane++) {
      store<f32>(openFaces + (closed << 4) + (lane << 2), ((closed >> lane) & 1) != 0 ? 0 : 1);
    }
    store<f32>(openFaces + (closed << 4) + 12, 1);
  }
  const wind = f32x4(wx, wy, wz, 0);
  for (let index: usize = 0; index < cells; index++) {
    v128.store(face + (index << 4), wind);
    v128.store(cell + (index << 4), wind);
    v128.store(next + (index << 4), wind);
  }
  // The ground: the ghost cells under the domain are solid.
  for (let k = -1; k <= nz; k++) for (let i = -1; i <= nx; i++) setSolid(at(i, -1, k));
}

export function setSolid(index: i32): void {
  store<u8>(flags + index, <u8>(load<u8>(flags + index) | <u8>SOLID));
  const still = f32x4(0, 0, 0, 0);
  v128.store(cell + ((<usize>index) << 4), still);
  v128.store(next + ((<usize>index) << 4), still);
}

/** Marks cells whose centres lie in the box (bounds in cells, from the domain's low corner). */
export function addObstacle(ax: f32, ay: f32, az: f32, bx: f32, by: f32, bz: f32): void {
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const x = <f32>i + 0.5;
        const y = <f32>j + 0.5;
        const z = <f32>k + 0.5;
        if (x >= ax && x < bx && y >= ay && y < by && z >= az && z < bz) setSolid(at(i, j, k));
      }
    }
  }
}

/** Closes the faces of all solid cells. To be called once, after the obstacles. */
export function closeFaces(): void {
  for (let k = 0; k <= nz; k++) {
    for (let j = 0; j <= ny; j++) {
      for (let i = 0; i <= nx; i++) {
        const index = at(i, j, k);
        const own = load<u8>(flags + index) & SOLID;
        let closed: u32 = own;
        if (own | (load<u8>(flags + index - 1) & SOLID)) closed |= CLOSED_X;
        if (own | (load<u8>(flags + index - rowCells) & SOLID)) closed |= CLOSED_Y;
        if (own | (load<u8>(flags + index - sliceCells) & SOLID)) closed |= CLOSED_Z;
        store<u8>(flags + index, <u8>closed);
        const at16 = face + ((<usize>index) << 4);
        v128.store(at16, f32x4.mul(v128.load(at16), openOf(index)));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
export function openOf(index: i32): v128 {
  return v128.load(openFaces + ((<usize>(load<u8>(flags + index) >> 1)) << 4));
}

/** Lets the active box grow to hold the given cells; says whether it changed. */
export function growActive(ax: i32, bx: i32, by: i32, az: i32, bz: i32): bool {
  if (x1 == x0) {
    x0 = nx;
    z0 = nz;
  }
  const nx0 = min(x0, max(0, ax) & ~7);
  const nx1 = max(x1, min(nx, (bx + 7) & ~7));
  const ny1 = max(y1, min(ny, (by + 7) & ~7));
  const nz0 = min(z0, max(0, az) & ~7);
  const nz1 = max(z1, min(nz, (bz + 7) & ~7));
  const changed = nx0 != x0 || nx1 != x1 || ny1 != y1 || nz0 != z0 || nz1 != z1;
  x0 = nx0;
  x1 = nx1;
  y1 = ny1;
  z0 = nz0;
  z1 = nz1;
  return changed;
}
