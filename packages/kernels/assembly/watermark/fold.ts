// Lays all repeats of a mark's tile over one another. A tile is BINS × BINS cells; cells may have any size in pixels.
export const BINS: i32 = 64;

/**
 * `sums`: running column sums (height + 1 rows of `width` floats). Cells are `stepX` × `stepY` pixels, the first one begins
 * at (`startX`, `startY`) ≥ 0; partly covered pixels count by their share. Adds up into `tile` (BINS² floats, zeroed here).
 * `rows`: BINS rows of width floats and two more as scratch.
 */
export function fold(
  sums: usize, width: i32, height: i32, startX: f64, startY: f64, stepX: f64, stepY: f64, tile: usize, rows: usize,
): void {
  const pitch = (<usize>width + 8 & ~3) << 2;
  memory.fill(rows, 0, pitch * <usize>BINS);
  memory.fill(tile, 0, <usize>(BINS * BINS) << 2);
  let above = rows + pitch * <usize>BINS;
  let below = above + pitch;
  readSums(sums, width, height, startY, above);
  const cellsDown = <i32>Math.floor((<f64>height - startY) / stepY);
  for (let j = 0; j < cellsDown; j++) {
    readSums(sums, width, height, startY + <f64>(j + 1) * stepY, below);
    const row = rows + pitch * <usize>(j & (BINS - 1));
    for (let x = 0; x < width; x += 4) {
      const at = <usize>x << 2;
      v128.store(row + at, f32x4.add(v128.load(row + at), f32x4.sub(v128.load(below + at), v128.load(above + at))));
    }
    const swap = above;
    above = below;
    below = swap;
  }
  const cellsAcross = <i32>Math.floor((<f64>width - startX) / stepX);
  for (let j = 0; j < min(BINS, cellsDown); j++) {
    foldRow(rows + pitch * <usize>j, startX, stepX, cellsAcross, tile + (<usize>(j * BINS) << 2), above, width);
  }
}

/** Column sums down to a height between two rows. */
// @ts-ignore: decorator
@inline
function readSums(sums: usize, width: i32, height: i32, y: f64, target: usize): void {
  const first = min(height - 1, <i32>y);
  const share = f32x4.splat(<f32>(y - <f64>first));
  const from = sums + (<usize>(first * width) << 2);
  const next = from + (<usize>width << 2);
  for (let x = 0; x < width; x += 4) {
    const at = <usize>x << 2;
    const value = v128.load(from + at);
    v128.store(target + at, f32x4.add(value, f32x4.mul(share, f32x4.sub(v128.load(next + at), value))));
  }
}

// @ts-ignore: decorator
@inline
function foldRow(row: usize, start: f64, step: f64, cells: i32, tileRow: usize, prefix: usize, width: i32): void {
  let sum: f32 = 0;
  store<f32>(prefix, 0);
  for (let x = 0; x < width; x++) {
    sum += load<f32>(row + (<usize>x << 2));
    store<f32>(prefix + (<usize>x << 2), sum, 4);
  }
  let before = at(prefix, start, width);
  for (let i = 0; i < cells; i++) {
    const after = at(prefix, start + <f64>(i + 1) * step, width);
    const to = tileRow + (<usize>(i & (BINS - 1)) << 2);
    store<f32>(to, load<f32>(to) + after - before);
    before = after;
  }
}

// @ts-ignore: decorator
@inline
function at(prefix: usize, x: f64, width: i32): f32 {
  const first = min(width - 1, <i32>x);
  const value = load<f32>(prefix + (<usize>first << 2));
  return value + <f32>(x - <f64>first) * (load<f32>(prefix + (<usize>first << 2), 4) - value);
}
