// Straight edges of a picture: pixels whose gradients point the same way are grown into regions, and each that is long,
// narrow and well filled becomes a segment (after LSD, Grompone von Gioi et al. 2010, without its trigonometry).
import { arenaTake } from '../arena';

/** Bins of the gradient's size, strongest first, in which seeds are tried. */
const BINS = 512;
/** Cosine of 22.5°: how far a pixel may turn from its region. */
const SAME_WAY: f32 = 0.9239;
const FEWEST_PIXELS = 8;
/** Least part of a segment's rectangle that its pixels fill. */
const LEAST_FILLING: f32 = 0.5;
/** A segment is at least this many times as long as wide. */
const LEAST_SLENDERNESS: f32 = 3;

let width: i32 = 0;
let height: i32 = 0;
let slopesX: usize = 0;
let slopesY: usize = 0;
let sizes: usize = 0;
let used: usize = 0;
let region: usize = 0;

/**
 * luma: f32 each. Writes up to `most` segments of at least `shortest` pixels to `out` (x1, y1, x2, y2, mean gradient; f32,
 * pixel centres at +0.5, the darker side on the left when going from the first to the second end in a picture whose y
 * points down) and returns how many; −1 when memory is exhausted. Gradients below `least` are no edges.
 */
export function findSegments(luma: usize, columns: i32, rows: i32, least: f32, shortest: f32, out: usize, most: i32): i32 {
  width = columns;
  height = rows;
  const count = width * height;
  slopesX = arenaTake(count << 2);
  slopesY = arenaTake(count << 2);
  sizes = arenaTake(count << 2);
  used = arenaTake(count);
  region = arenaTake(count << 2);
  const order = arenaTake(count << 2);
  if (!slopesX || !slopesY || !sizes || !used || !region || !order) return -1;
  const seeds = sortSeeds(order, measureSlopes(luma, least));
  let found = 0;
  for (let i = 0; i < seeds && found < most; i++) {
    const seed = load<i32>(order + (<usize>i << 2));
    if (load<u8>(used + seed)) continue;
    const grown = grow(seed);
    if (grown >= FEWEST_PIXELS && describe(grown, shortest, out + <usize>found * 20)) found++;
  }
  return found;
}

/** Gradients over 2 × 2 pixels as unit vectors and sizes; weak ones are marked used. Returns the largest size. */
function measureSlopes(luma: usize, least: f32): f32 {
  let largest: f32 = 0;
  memory.fill(used, 1, width * height);
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const at = y * width + x;
      const from = luma + (<usize>at << 2), below = from + (<usize>width << 2);
      const a = load<f32>(from), b = load<f32>(from, 4), c = load<f32>(below), d = load<f32>(below, 4);
      const slopeX = (b + d - a - c) / 2, slopeY = (c + d - a - b) / 2;
      const size = sqrt<f32>(slopeX * slopeX + slopeY * slopeY);
      if (!(size >= least)) continue;
      store<f32>(slopesX + (<usize>at << 2), slopeX / size);
      store<f32>(slopesY + (<usize>at << 2), slopeY / size);
      store<f32>(sizes + (<usize>at << 2), size);
      store<u8>(used + at, 0);
      largest = max(largest, size);
    }
  }
  return largest;
}

/** Lists the pixels with an edge, stronger bins first, in reading order within a bin. */
function sortSeeds(order: usize, largest: f32): i32 {
  const starts = arenaTake((BINS + 1) << 2);
  memory.fill(starts, 0, (BINS + 1) << 2);
  const count = width * height;
  for (let at = 0; at < count; at++) if (!load<u8>(used + at)) count1(starts, binOf(at, largest) + 1);
  let total = 0;
  for (let bin = 0; bin <= BINS; bin++) {
    total += load<i32>(starts + (<usize>bin << 2));
    store<i32>(starts + (<usize>bin << 2), total);
  }
  for (let at = 0; at < count; at++) {
    if (load<u8>(used + at)) continue;
    const slot = starts + (<usize>binOf(at, largest) << 2);
    store<i32>(order + (<usize>load<i32>(slot) << 2), at);
    store<i32>(slot, load<i32>(slot) + 1);
  }
  return total;
}

function count1(starts: usize, bin: i32): void {
  store<i32>(starts + (<usize>bin << 2), load<i32>(starts + (<usize>bin << 2)) + 1);
}

function binOf(at: i32, largest: f32): i32 {
  const share = load<f32>(sizes + (<usize>at << 2)) / largest;
  return min(BINS - 1, <i32>((<f32>1 - share) * <f32>BINS));
}

/** Joins neighbours that point the region's way; the region is left in memory, its pixels used. */
function grow(seed: i32): i32 {
  let sumX = load<f32>(slopesX + (<usize>seed << 2)), sumY = load<f32>(slopesY + (<usize>seed << 2));
  let length = <f32>1;
  store<i32>(region, seed);
  store<u8>(used + seed, 1);
  let count = 1;
  for (let i = 0; i < count; i++) {
    const at = load<i32>(region + (<usize>i << 2));
    const x = at % width, y = at / width;
    for (let row = max(0, y - 1); row <= min(height - 1, y + 1); row++) {
      for (let column = max(0, x - 1); column <= min(width - 1, x + 1); column++) {
        const near = row * width + column;
        if (load<u8>(used + near)) continue;
        const nearX = load<f32>(slopesX + (<usize>near << 2)), nearY = load<f32>(slopesY + (<usize>near << 2));
        if (nearX * sumX + nearY * sumY < SAME_WAY * length) continue;
        store<u8>(used + near, 1);
        store<i32>(region + (<usize>count << 2), near);
        count++;
        sumX += nearX;
        sumY += nearY;
        length = sqrt<f32>(sumX * sumX + sumY * sumY);
      }
    }
  }
  return count;
}

/** Fits the region's axis, weighted by the gradients, and writes it as a segment if the region is one. */
function describe(count: i32, shortest: f32, out: usize): bool {
  let weight: f64 = 0, meanX: f64 = 0, meanY: f64 = 0, slopeX: f64 = 0, slopeY: f64 = 0;
  for (let i = 0; i < count; i++) {
    const at = load<i32>(region + (<usize>i << 2));
    const size = <f64>load<f32>(sizes + (<usize>at << 2));
    weight += size;
    meanX += size * <f64>(at % width);
    meanY += size * <f64>(at / width);
    slopeX += size * <f64>load<f32>(slopesX + (<usize>at << 2));
    slopeY += size * <f64>load<f32>(slopesY + (<usize>at << 2));
  }
  meanX /= weight;
  meanY /= weight;
  let xx: f64 = 0, xy: f64 = 0, yy: f64 = 0;
  for (let i = 0; i < count; i++) {
    const at = load<i32>(region + (<usize>i << 2));
    const size = <f64>load<f32>(sizes + (<usize>at << 2)) / weight;
    const x = <f64>(at % width) - meanX, y = <f64>(at / width) - meanY;
    xx += size * x * x;
    xy += size * x * y;
    yy += size * y * y;
  }
  const half = (xx - yy) / 2, root = sqrt<f64>(half * half + xy * xy);
  let axisX = half + root, axisY = xy;
  if (xx < yy) {
    axisX = xy;
    axisY = root - half;
  }
  const norm = sqrt<f64>(axisX * axisX + axisY * axisY);
  if (!(norm > 1e-9)) return false;
  axisX /= norm;
  axisY /= norm;
  // Brighter on the right hand: the gradient is the axis turned by a quarter, clockwise in a picture whose y points down.
  if (axisX * slopeY - axisY * slopeX < 0) {
    axisX = -axisX;
    axisY = -axisY;
  }
  let first: f64 = 0, last: f64 = 0, left: f64 = 0, right: f64 = 0;
  for (let i = 0; i < count; i++) {
    const at = load<i32>(region + (<usize>i << 2));
    const x = <f64>(at % width) - meanX, y = <f64>(at / width) - meanY;
    const along = x * axisX + y * axisY, across = x * axisY - y * axisX;
    first = min(first, along);
    last = max(last, along);
    left = min(left, across);
    right = max(right, across);
  }
  const length = <f32>(last - first), thickness = <f32>(right - left) + 1;
  if (length < shortest || length < LEAST_SLENDERNESS * thickness) return false;
  if (<f32>count < LEAST_FILLING * length * thickness) return false;
  // Gradients stand where four pixels meet.
  store<f32>(out, <f32>(meanX + first * axisX + 1));
  store<f32>(out, <f32>(meanY + first * axisY + 1), 4);
  store<f32>(out, <f32>(meanX + last * axisX + 1), 8);
  store<f32>(out, <f32>(meanY + last * axisY + 1), 12);
  store<f32>(out, <f32>(weight / <f64>count), 16);
  return true;
}
