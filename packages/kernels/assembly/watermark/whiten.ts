// What a reader of marks looks at: the picture without its slow parts, every place brought to the same loudness.

/**
 * Adds to `target` (floats, width × height) the picture less its smoothed self, divided by its local root mean square and
 * clipped to ±`clip`. `radius` is that of the box smoothing (run twice), `floor` a noise level in code values under which
 * nothing is made louder. `scratch`: 3 planes of floats.
 */
export function addWhitened(
  luma: usize, width: i32, height: i32, radius: i32, floor: f32, clip: f32, target: usize, scratch: usize,
): void {
  const bytes = <usize>(width * height) << 2;
  const rest = scratch + bytes;
  const between = rest + bytes;
  const count = width * height;
  for (let i = 0; i < count; i++) store<f32>(rest + (<usize>i << 2), <f32>load<u8>(luma + <usize>i));
  smooth(rest, width, height, radius, between, scratch);
  smooth(scratch, width, height, radius, between, scratch);
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i << 2;
    v128.store(rest + at, f32x4.sub(v128.load(rest + at), v128.load(scratch + at)));
    v128.store(scratch + at, f32x4.mul(v128.load(rest + at), v128.load(rest + at)));
  }
  smooth(scratch, width, height, 2 * radius, between, scratch);
  const least = f32x4.splat(floor * floor);
  const most = f32x4.splat(clip);
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i << 2;
    const loudness = f32x4.sqrt(f32x4.add(v128.load(scratch + at), least));
    const value = f32x4.div(v128.load(rest + at), loudness);
    const clipped = f32x4.max(f32x4.neg(most), f32x4.min(most, value));
    v128.store(target + at, f32x4.add(v128.load(target + at), clipped));
  }
}

/** Box mean over (2 · radius + 1)², edges repeated; `source` may be `target`. */
function smooth(source: usize, width: i32, height: i32, radius: i32, between: usize, target: usize): void {
  const inverse: f32 = <f32>1 / <f32>(radius + radius + 1);
  for (let y = 0; y < height; y++) {
    const row = source + (<usize>(y * width) << 2);
    const to = between + (<usize>(y * width) << 2);
    let sum: f32 = 0;
    for (let i = -radius; i <= radius; i++) sum += load<f32>(row + (<usize>min(width - 1, max(0, i)) << 2));
    for (let x = 0; x < width; x++) {
      store<f32>(to + (<usize>x << 2), sum * inverse);
      const leaves = load<f32>(row + (<usize>max(0, x - radius) << 2));
      sum += load<f32>(row + (<usize>min(width - 1, x + radius + 1) << 2)) - leaves;
    }
  }
  const scale = f32x4.splat(inverse);
  for (let x = 0; x < width; x += 4) {
    const column = between + (<usize>x << 2);
    const pitch = <usize>width << 2;
    let sum = f32x4.splat(0);
    for (let i = -radius; i <= radius; i++) sum = f32x4.add(sum, v128.load(column + <usize>min(height - 1, max(0, i)) * pitch));
    for (let y = 0; y < height; y++) {
      const mean = f32x4.mul(sum, scale);
      const to = target + (<usize>(y * width + x) << 2);
      if (x + 4 <= width) v128.store(to, mean);
      else for (let k = x; k < width; k++) store<f32>(to + (<usize>(k - x) << 2), lane(mean, k - x));
      const leaves = v128.load(column + <usize>max(0, y - radius) * pitch);
      const enters = v128.load(column + <usize>min(height - 1, y + radius + 1) * pitch);
      sum = f32x4.add(sum, f32x4.sub(enters, leaves));
    }
  }
}

// @ts-ignore: decorator
@inline
function lane(value: v128, index: i32): f32 {
  if (index == 0) return f32x4.extract_lane(value, 0);
  return index == 1 ? f32x4.extract_lane(value, 1) : f32x4.extract_lane(value, 2);
}

/** Running sums down each column: height + 1 rows, the first of zeros. */
export function sumColumns(source: usize, width: i32, height: i32, target: usize): void {
  memory.fill(target, 0, <usize>width << 2);
  for (let y = 0; y < height; y++) {
    const from = source + (<usize>(y * width) << 2);
    const above = target + (<usize>(y * width) << 2);
    const here = above + (<usize>width << 2);
    let x = 0;
    for (; x + 4 <= width; x += 4) {
      const at = <usize>x << 2;
      v128.store(here + at, f32x4.add(v128.load(above + at), v128.load(from + at)));
    }
    for (; x < width; x++) {
      const at = <usize>x << 2;
      store<f32>(here + at, load<f32>(above + at) + load<f32>(from + at));
    }
  }
}
