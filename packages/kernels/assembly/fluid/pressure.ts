// Multigrid V-cycles for the pressure that makes the faces' velocities free of divergence.
// Unknown Q with (Σ Qn − d·Q) = Σ face velocities out − wanted; then each face loses the difference of its two Q.
// Open sides hold Q = 0 on the face itself (the diagonal counts such a side twice, on every level alike); solid sides
// drop out. Rows are smoothed in two colours of (j + k), four cells at once; Q stays 0 in solids and beyond the box.
import { CLOSED_X, CLOSED_Y, CLOSED_Z, SOLID, at, cellM, expansion, face, flags, nx, ny, nz, openOf, rowCells, sliceCells, x0, x1, y1, z0, z1, zeroed } from './grid';

const LEVELS: i32 = 4;
const COARSE_SWEEPS: i32 = 24;
const solution = memory.data(32);
const rightSide = memory.data(32);
const residual = memory.data(32);
const inverse = memory.data(32);
const solids = memory.data(32);

export let squaresBefore: f64 = 0;

// @ts-ignore: decorator
@inline
function arrayOf(table: usize, level: i32): usize {
  return load<usize>(table + ((<usize>level) << 2));
}
// @ts-ignore: decorator
@inline
function rowOf(level: i32): i32 {
  return (((nx >> level) + 3) & ~3) + 8;
}
// @ts-ignore: decorator
@inline
function sliceOf(level: i32): i32 {
  return rowOf(level) * ((ny >> level) + 2);
}
/** Index of a cell; rows begin after four ghosts. */
// @ts-ignore: decorator
@inline
function placeOf(level: i32, i: i32, j: i32, k: i32): usize {
  return <usize>((k + 1) * sliceOf(level) + (j + 1) * rowOf(level) + i + 4);
}

export function makePressure(): void {
  for (let level = 0; level < LEVELS; level++) {
    const cells = <usize>(sliceOf(level) * ((nz >> level) + 2));
    const slot = (<usize>level) << 2;
    store<usize>(solution + slot, zeroed(cells << 2));
    store<usize>(rightSide + slot, zeroed(cells << 2));
    store<usize>(residual + slot, zeroed(cells << 2));
    store<usize>(inverse + slot, zeroed(cells << 2));
    store<usize>(solids + slot, zeroed(cells));
  }
}

/** Takes over the obstacles; a coarse cell is solid when more than half of it is. */
export function readSolids(): void {
  for (let k = 0; k < nz; k++) for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) {
    store<u8>(arrayOf(solids, 0) + placeOf(0, i, j, k), <u8>(load<u8>(flags + at(i, j, k)) & SOLID));
  }
  for (let level = 1; level < LEVELS; level++) {
    for (let k = 0; k < nz >> level; k++) for (let j = 0; j < ny >> level; j++) for (let i = 0; i < nx >> level; i++) {
      let count: u32 = 0;
      for (let c = 0; c < 8; c++) {
        count += load<u8>(arrayOf(solids, level - 1) + placeOf(level - 1, 2 * i + (c & 1), 2 * j + ((c >> 1) & 1), 2 * k + (c >> 2)));
      }
      store<u8>(arrayOf(solids, level) + placeOf(level, i, j, k), count > 4 ? 1 : 0);
    }
  }
}

/** Makes the diagonals anew; to be called when the active box has changed. */
export function fitPressure(): void {
  for (let level = 0; level < LEVELS; level++) {
    const solid = arrayOf(solids, level);
    const ax = x0 >> level, bx = x1 >> level, by = y1 >> level, az = z0 >> level, bz = z1 >> level;
    for (let k = az; k < bz; k++) for (let j = 0; j < by; j++) for (let i = ax; i < bx; i++) {
      const p = placeOf(level, i, j, k);
      let d: f32 = 0;
      if (load<u8>(solid + p) == 0) {
        d += i == ax ? 2 : load<u8>(solid + p - 1) ? 0 : 1;
        d += i == bx - 1 ? 2 : load<u8>(solid + p + 1) ? 0 : 1;
        d += j == 0 ? 0 : load<u8>(solid + p - rowOf(level)) ? 0 : 1;
        d += j == by - 1 ? 2 : load<u8>(solid + p + rowOf(level)) ? 0 : 1;
        d += k == az ? 2 : load<u8>(solid + p - sliceOf(level)) ? 0 : 1;
        d += k == bz - 1 ? 2 : load<u8>(solid + p + sliceOf(level)) ? 0 : 1;
      }
      store<f32>(arrayOf(inverse, level) + (p << 2), d > 0 ? 1 / d : 0);
    }
  }
}

/** Takes the divergence out of the faces with a number of V-cycles, starting from the pressure of the step before. */
export function project(cycles: i32): void {
  findDivergence();
  for (let cycle = 0; cycle < cycles; cycle++) {
    for (let level = 0; level < LEVELS - 1; level++) {
      if (level > 0) clear(level);
      smooth(level, 2);
      findResidual(level);
      restrict(level);
    }
    clear(LEVELS - 1);
    smooth(LEVELS - 1, COARSE_SWEEPS);
    for (let level = LEVELS - 2; level >= 0; level--) {
      prolong(level);
      smooth(level, 2);
    }
  }
  subtractGradient();
}

function findDivergence(): void {
  const row = (<usize>rowCells) << 4;
  const slice = (<usize>sliceCells) << 4;
  squaresBefore = 0;
  for (let k = z0; k < z1; k++) for (let j = 0; j < y1; j++) {
    const first = at(x0, j, k);
    let out = arrayOf(rightSide, 0) + (placeOf(0, x0, j, k) << 2);
    let squares: f32 = 0;
    for (let i = 0; i < x1 - x0; i++) {
      const p = face + ((<usize>(first + i)) << 4);
      let d: f32 = 0;
      if ((load<u8>(flags + first + i) & SOLID) == 0) {
        d = load<f32>(p, 16) - load<f32>(p) + load<f32>(p + row, 4) - load<f32>(p, 4) + load<f32>(p + slice, 8) - load<f32>(p, 8);
        d -= load<f32>(expansion + ((<usize>(first + i)) << 2)) * cellM;
      }
      squares += d * d;
      store<f32>(out, d);
      out += 4;
    }
    squaresBefore += <f64>squares;
  }
}

function clear(level: i32): void {
  for (let k = z0 >> level; k < z1 >> level; k++) for (let j = 0; j < y1 >> level; j++) {
    memory.fill(arrayOf(solution, level) + (placeOf(level, x0 >> level, j, k) << 2), 0, (<usize>((x1 - x0) >> level)) << 2);
  }
}

function smooth(level: i32, sweeps: i32): void {
  const row = (<usize>rowOf(level)) << 2;
  const slice = (<usize>sliceOf(level)) << 2;
  const q = arrayOf(solution, level);
  const b = arrayOf(rightSide, level) - q;
  const inv = arrayOf(inverse, level) - q;
  const ax = x0 >> level;
  const bytes = (<usize>((x1 >> level) - ax)) << 2;
  for (let half = 0; half < 2 * sweeps; half++) {
    for (let k = z0 >> level; k < z1 >> level; k++) for (let j = (k + half) & 1; j < y1 >> level; j += 2) {
      let p = q + (placeOf(level, ax, j, k) << 2);
      const end = p + bytes;
      for (; p < end; p += 16) {
        let sum = f32x4.add(v128.load(p - 4), v128.load(p + 4));
        sum = f32x4.add(sum, f32x4.add(v128.load(p - row), v128.load(p + row)));
        sum = f32x4.add(sum, f32x4.add(v128.load(p - slice), v128.load(p + slice)));
        v128.store(p, f32x4.mul(f32x4.sub(sum, v128.load(p + b)), v128.load(p + inv)));
      }
    }
  }
}

/** r = b − (Σ Qn − d·Q); 0 in solids. */
function findResidual(level: i32): void {
  const row = (<usize>rowOf(level)) << 2;
  const slice = (<usize>sliceOf(level)) << 2;
  const q = arrayOf(solution, level);
  const b = arrayOf(rightSide, level) - q;
  const r = arrayOf(residual, level) - q;
  const inv = arrayOf(inverse, level) - q;
  const zero = f32x4.splat(0);
  const ax = x0 >> level;
  const bytes = (<usize>((x1 >> level) - ax)) << 2;
  for (let k = z0 >> level; k < z1 >> level; k++) for (let j = 0; j < y1 >> level; j++) {
    let p = q + (placeOf(level, ax, j, k) << 2);
    const end = p + bytes;
    for (; p < end; p += 16) {
      let sum = f32x4.add(v128.load(p - 4), v128.load(p + 4));
      sum = f32x4.add(sum, f32x4.add(v128.load(p - row), v128.load(p + row)));
      sum = f32x4.add(sum, f32x4.add(v128.load(p - slice), v128.load(p + slice)));
      const inverted = v128.load(p + inv);
      const own = f32x4.div(v128.load(p), inverted);
      const left = f32x4.add(f32x4.sub(v128.load(p + b), sum), own);
      v128.store(p + r, v128.and(left, f32x4.gt(inverted, zero)));
    }
  }
}

/** Right side of the next level: half the sum of eight residuals (their mean, times the four of the wider cell). */
function restrict(level: i32): void {
  const row = (<usize>rowOf(level)) << 2;
  const slice = (<usize>sliceOf(level)) << 2;
  const up = level + 1;
  const half = f32x4.splat(0.5);
  const ax = x0 >> up;
  const bytes = (<usize>((x1 >> up) - ax)) << 2;
  for (let k = z0 >> up; k < z1 >> up; k++) for (let j = 0; j < y1 >> up; j++) {
    let out = arrayOf(rightSide, up) + (placeOf(up, ax, j, k) << 2);
    let p = arrayOf(residual, level) + (placeOf(level, 2 * ax, 2 * j, 2 * k) << 2);
    const end = out + bytes;
    for (; out < end; out += 16, p += 32) {
      const a = f32x4.add(f32x4.add(v128.load(p), v128.load(p + row)), f32x4.add(v128.load(p + slice), v128.load(p + row + slice)));
      const c = p + 16;
      const b = f32x4.add(f32x4.add(v128.load(c), v128.load(c + row)), f32x4.add(v128.load(c + slice), v128.load(c + row + slice)));
      const even = v128.shuffle<f32>(a, b, 0, 2, 4, 6);
      const odd = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
      v128.store(out, f32x4.mul(half, f32x4.add(even, odd)));
    }
  }
}

/** Adds the next level's solution, trilinear between its centres. */
function prolong(level: i32): void {
  const up = level + 1;
  const q = arrayOf(solution, level);
  const inv = arrayOf(inverse, level) - q;
  const ax = x0 >> up;
  const bytes = (<usize>((x1 >> up) - ax)) << 3;
  for (let k = z0 >> level; k < z1 >> level; k++) for (let j = 0; j < y1 >> level; j++) {
    const near = arrayOf(solution, up) + (placeOf(up, ax, j >> 1, k >> 1) << 2);
    // Below the ground the pressure goes on level (no flow through it).
    const dj = (j & 1 ? rowOf(up) : j == 0 ? 0 : -rowOf(up)) << 2;
    const dk = (k & 1 ? sliceOf(up) : -sliceOf(up)) << 2;
    let p = q + (placeOf(level, 2 * ax, j, k) << 2);
    const end = p + bytes;
    let c = near;
    for (; p < end; p += 32, c += 16) {
      const here = blend(c, dj, dk);
      const left = blend(c - 4, dj, dk);
      const right = blend(c + 4, dj, dk);
      const main = f32x4.mul(here, f32x4.splat(0.75));
      const even = f32x4.add(main, f32x4.mul(left, f32x4.splat(0.25)));
      const odd = f32x4.add(main, f32x4.mul(right, f32x4.splat(0.25)));
      addWhereOpen(p, inv, v128.shuffle<f32>(even, odd, 0, 4, 1, 5));
      if (p + 16 < end) addWhereOpen(p + 16, inv, v128.shuffle<f32>(even, odd, 2, 6, 3, 7));
    }
  }
}

// @ts-ignore: decorator
@inline
function blend(c: usize, dj: i32, dk: i32): v128 {
  const near = f32x4.mul(v128.load(c), f32x4.splat(0.5625));
  const sides = f32x4.mul(f32x4.add(v128.load(c + dj), v128.load(c + dk)), f32x4.splat(0.1875));
  return f32x4.add(near, f32x4.add(sides, f32x4.mul(v128.load(c + dj + dk), f32x4.splat(0.0625))));
}

// @ts-ignore: decorator
@inline
function addWhereOpen(p: usize, inv: usize, gain: v128): void {
  const open = f32x4.gt(v128.load(p + inv), f32x4.splat(0));
  v128.store(p, f32x4.add(v128.load(p), v128.and(gain, open)));
}

function subtractGradient(): void {
  const row = (<usize>rowOf(0)) << 2;
  const slice = (<usize>sliceOf(0)) << 2;
  const q = arrayOf(solution, 0);
  for (let k = z0; k <= z1; k++) for (let j = 0; j <= y1; j++) {
    const first = at(x0, j, k);
    let p = q + (placeOf(0, x0, j, k) << 2);
    for (let i = 0; i <= x1 - x0; i++) {
      const own = f32x4.splat(load<f32>(p));
      // The mirrored value outside an open side is −Q: its face loses twice the difference.
      let lower = f32x4(load<f32>(p - 4), load<f32>(p - row), load<f32>(p - slice), 0);
      let gradient = f32x4.replace_lane(f32x4.sub(own, lower), 3, 0);
      if (i == 0 || i == x1 - x0) gradient = twice(gradient, 0);
      if (j == y1) gradient = f32x4.replace_lane(gradient, 1, 2 * f32x4.extract_lane(gradient, 1));
      if (k == z0 || k == z1) gradient = f32x4.replace_lane(gradient, 2, 2 * f32x4.extract_lane(gradient, 2));
      const f = face + ((<usize>(first + i)) << 4);
      v128.store(f, f32x4.sub(v128.load(f), f32x4.mul(gradient, openOf(first + i))));
      p += 4;
    }
  }
}

// @ts-ignore: decorator
@inline
function twice(v: v128, lane: i32): v128 {
  return f32x4.replace_lane(v, 0, 2 * f32x4.extract_lane(v, 0));
}
