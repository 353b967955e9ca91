// Laplace/Poisson fill by multigrid V-cycles: four channels in one vector, red-black Gauss–Seidel, known pixels fixed,
// walls and the picture's edge let nothing through (Neumann).
import { arenaTake } from '../arena';

const LEVELS = 16;
// Static data: a managed `new` would lie in the arena and be overwritten.
const widths: StaticArray<i32> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const heights: StaticArray<i32> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const values: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const sides: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const residuals: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const masks: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

const UNKNOWN: u8 = 1;
const WALL: u8 = 2;

/**
 * pixels: v128 each, in and out; mask: u8 each (0 known, 1 fill, 2 wall); side: v128 each or 0, the wished Laplacian.
 * Ends when no residual exceeds `tolerance` or after `cycles`; returns the number of cycles, −1 when memory is exhausted.
 */
export function membrane(pixels: usize, mask: usize, side: usize, width: i32, height: i32, tolerance: f32, cycles: i32): i32 {
  const levels = build(pixels, mask, side, width, height);
  if (levels == 0) return -1;
  let cycle = 0;
  while (cycle < cycles) {
    descend(0, levels);
    cycle++;
    if (worst() <= tolerance) break;
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = index(0, x, y);
      if (load<u8>(masks[0] + at) == UNKNOWN) v128.store(pixels + (<usize>(y * width + x) << 4), v128.load(values[0] + (at << 4)));
    }
  }
  return cycle;
}

// Each level has a border of walls one pixel wide.
// @ts-ignore: decorator
@inline
function index(level: i32, x: i32, y: i32): usize {
  return <usize>((y + 1) * (unchecked(widths[level]) + 2) + x + 1);
}

function build(pixels: usize, mask: usize, side: usize, width: i32, height: i32): i32 {
  if (!takeLevel(0, width, height)) return 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = index(0, x, y);
      const from = <usize>(y * width + x);
      const kind = load<u8>(mask + from);
      store<u8>(masks[0] + at, kind);
      if (kind == 0) v128.store(values[0] + (at << 4), v128.load(pixels + (from << 4)));
      if (side && kind == UNKNOWN) v128.store(sides[0] + (at << 4), v128.load(side + (from << 4)));
    }
  }
  let level = 0;
  while (level + 1 < LEVELS && min(widths[level], heights[level]) > 3) {
    if (!takeLevel(level + 1, (widths[level] + 1) >>> 1, (heights[level] + 1) >>> 1)) return 0;
    if (!coarsenMask(level)) break;
    level++;
  }
  return level + 1;
}

function takeLevel(level: i32, width: i32, height: i32): bool {
  const count = <u32>((width + 2) * (height + 2));
  widths[level] = width;
  heights[level] = height;
  values[level] = arenaTake(count << 4);
  sides[level] = arenaTake(count << 4);
  residuals[level] = arenaTake(count << 4);
  masks[level] = arenaTake(count);
  if (!values[level] || !sides[level] || !residuals[level] || !masks[level]) return false;
  memory.fill(values[level], 0, <usize>count << 4);
  memory.fill(sides[level], 0, <usize>count << 4);
  memory.fill(residuals[level], 0, <usize>count << 4);
  memory.fill(masks[level], WALL, count);
  return true;
}

/** Known if any child is known, wall if all are walls. Returns whether anything is left to solve. */
function coarsenMask(level: i32): bool {
  let any = false;
  for (let y = 0; y < heights[level + 1]; y++) {
    for (let x = 0; x < widths[level + 1]; x++) {
      let known = false;
      let unknown = false;
      for (let child = 0; child < 4; child++) {
        const kind = load<u8>(masks[level] + index(level, min(2 * x + (child & 1), widths[level]), min(2 * y + (child >>> 1), heights[level])));
        if (kind == 0) known = true;
        else if (kind == UNKNOWN) unknown = true;
      }
      const kind: u8 = known ? 0 : unknown ? UNKNOWN : WALL;
      store<u8>(masks[level + 1] + index(level + 1, x, y), kind);
      if (kind == UNKNOWN) any = true;
    }
  }
  return any;
}

function descend(level: i32, levels: i32): void {
  if (level == levels - 1) {
    for (let i = 0; i < 24; i++) sweep(level);
    return;
  }
  sweep(level);
  sweep(level);
  findResidual(level);
  restrict(level);
  descend(level + 1, levels);
  prolong(level);
  sweep(level);
  sweep(level);
}

function sweep(level: i32): void {
  const width = widths[level];
  const pitch = width + 2;
  for (let colour = 0; colour < 2; colour++) {
    for (let y = 0; y < heights[level]; y++) {
      const row = index(level, 0, y);
      for (let x = (y + colour) & 1; x < width; x += 2) {
        const at = row + <usize>x;
        if (load<u8>(masks[level] + at) != UNKNOWN) continue;
        const count = neighbours(level, at, pitch);
        if (count == 0) continue;
        const sum = f32x4.sub(neighbourSum, v128.load(sides[level] + (at << 4)));
        v128.store(values[level] + (at << 4), f32x4.mul(sum, f32x4.splat(1 / <f32>count)));
      }
    }
  }
}

let neighbourSum: v128 = f32x4.splat(0);

// @ts-ignore: decorator
@inline
function neighbours(level: i32, at: usize, pitch: i32): i32 {
  const mask = unchecked(masks[level]);
  const value = unchecked(values[level]);
  let count = 0;
  let sum = f32x4.splat(0);
  if (load<u8>(mask + at - 1) != WALL) { sum = f32x4.add(sum, v128.load(value + ((at - 1) << 4))); count++; }
  if (load<u8>(mask + at + 1) != WALL) { sum = f32x4.add(sum, v128.load(value + ((at + 1) << 4))); count++; }
  if (load<u8>(mask + at - <usize>pitch) != WALL) { sum = f32x4.add(sum, v128.load(value + ((at - <usize>pitch) << 4))); count++; }
  if (load<u8>(mask + at + <usize>pitch) != WALL) { sum = f32x4.add(sum, v128.load(value + ((at + <usize>pitch) << 4))); count++; }
  neighbourSum = sum;
  return count;
}

function findResidual(level: i32): void {
  const pitch = widths[level] + 2;
  for (let y = 0; y < heights[level]; y++) {
    for (let x = 0; x < widths[level]; x++) {
      const at = index(level, x, y);
      if (load<u8>(masks[level] + at) != UNKNOWN) continue;
      const count = neighbours(level, at, pitch);
      const laplacian = f32x4.sub(neighbourSum, f32x4.mul(f32x4.splat(<f32>count), v128.load(values[level] + (at << 4))));
      v128.store(residuals[level] + (at << 4), f32x4.sub(v128.load(sides[level] + (at << 4)), laplacian));
    }
  }
}

function worst(): f32 {
  findResidual(0);
  let most = f32x4.splat(0);
  const count = <usize>((widths[0] + 2) * (heights[0] + 2));
  for (let i: usize = 0; i < count; i++) most = f32x4.pmax(most, f32x4.abs(v128.load(residuals[0] + (i << 4))));
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** The coarse right-hand side is the sum of the children's residuals (the grid step doubles, so its square is four). */
function restrict(level: i32): void {
  const coarse = level + 1;
  const pitch = <usize>(widths[level] + 2);
  for (let y = 0; y < heights[coarse]; y++) {
    for (let x = 0; x < widths[coarse]; x++) {
      const to = index(coarse, x, y);
      v128.store(values[coarse] + (to << 4), f32x4.splat(0));
      if (load<u8>(masks[coarse] + to) != UNKNOWN) continue;
      const at = index(level, 2 * x, 2 * y);
      const from = residuals[level];
      const top = f32x4.add(v128.load(from + (at << 4)), v128.load(from + ((at + 1) << 4)));
      const bottom = f32x4.add(v128.load(from + ((at + pitch) << 4)), v128.load(from + ((at + pitch + 1) << 4)));
      v128.store(sides[coarse] + (to << 4), f32x4.add(top, bottom));
    }
  }
}

/** Bilinear correction from the four nearest coarse pixels that are no walls. */
function prolong(level: i32): void {
  const coarse = level + 1;
  const pitch = widths[coarse] + 2;
  for (let y = 0; y < heights[level]; y++) {
    for (let x = 0; x < widths[level]; x++) {
      const to = index(level, x, y);
      if (load<u8>(masks[level] + to) != UNKNOWN) continue;
      const at = index(coarse, x >>> 1, y >>> 1);
      const across = at + (x & 1 ? 1 : -1);
      const down = y & 1 ? pitch : -pitch;
      let sum = f32x4.splat(0);
      let weights: f32 = 0;
      for (let corner = 0; corner < 4; corner++) {
        const from = (corner & 1 ? across : at) + (corner & 2 ? <usize>down : 0);
        if (load<u8>(masks[coarse] + from) == WALL) continue;
        const weight: f32 = corner == 0 ? 0.5625 : corner == 3 ? 0.0625 : 0.1875;
        sum = f32x4.add(sum, f32x4.mul(v128.load(values[coarse] + (from << 4)), f32x4.splat(weight)));
        weights += weight;
      }
      if (weights == 0) continue;
      const correction = f32x4.mul(sum, f32x4.splat(1 / weights));
      v128.store(values[level] + (to << 4), f32x4.add(v128.load(values[level] + (to << 4)), correction));
    }
  }
}
