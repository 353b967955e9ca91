// Blurs on four-channel pixels (v128 each), edges clamped.

/** Interleaved floats with 1..4 channels to four-channel pixels. */
export function expandPixels(source: usize, target: usize, count: i32, channels: i32): void {
  for (let i = 0; i < count; i++) {
    let pixel = f32x4.splat(0);
    const at = source + (<usize>(i * channels) << 2);
    pixel = f32x4.replace_lane(pixel, 0, load<f32>(at));
    if (channels > 1) pixel = f32x4.replace_lane(pixel, 1, load<f32>(at, 4));
    if (channels > 2) pixel = f32x4.replace_lane(pixel, 2, load<f32>(at, 8));
    if (channels > 3) pixel = f32x4.replace_lane(pixel, 3, load<f32>(at, 12));
    v128.store(target + (<usize>i << 4), pixel);
  }
}

export function contractPixels(source: usize, target: usize, count: i32, channels: i32): void {
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) {
      store<u32>(target + (<usize>(i * channels + c) << 2), load<u32>(source + (<usize>i << 4) + (<usize>c << 2)));
    }
  }
}

/** Separable Gaussian; `weights` holds radius + 1 floats of scratch, `scratch` as many pixels as the picture. */
export function blurGaussian(pixels: usize, scratch: usize, weights: usize, width: i32, height: i32, sigma: f64): void {
  const radius = <i32>Math.ceil(3 * sigma);
  let total: f64 = 0;
  for (let i = -radius; i <= radius; i++) total += NativeMath.exp(-0.5 * <f64>(i * i) / (sigma * sigma));
  for (let i = 0; i <= radius; i++) {
    store<f32>(weights + (<usize>i << 2), <f32>(NativeMath.exp(-0.5 * <f64>(i * i) / (sigma * sigma)) / total));
  }
  for (let y = 0; y < height; y++) {
    const row = pixels + (<usize>(y * width) << 4);
    for (let x = 0; x < width; x++) store128(scratch, y * width + x, tap(row, x, width, 16, weights, radius));
  }
  const pitch = <usize>width << 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      store128(pixels, y * width + x, tap(scratch + (<usize>x << 4), y, height, pitch, weights, radius));
    }
  }
}

// @ts-ignore: decorator
@inline
function store128(base: usize, i: i32, value: v128): void {
  v128.store(base + (<usize>i << 4), value);
}

// @ts-ignore: decorator
@inline
function tap(line: usize, at: i32, count: i32, step: usize, weights: usize, radius: i32): v128 {
  let sum = f32x4.mul(v128.load(line + <usize>at * step), f32x4.splat(load<f32>(weights)));
  for (let i = 1; i <= radius; i++) {
    const before = v128.load(line + <usize>max(0, at - i) * step);
    const after = v128.load(line + <usize>min(count - 1, at + i) * step);
    sum = f32x4.add(sum, f32x4.mul(f32x4.add(before, after), f32x4.splat(load<f32>(weights + (<usize>i << 2)))));
  }
  return sum;
}

/** Separable box; running sums in f64 so that a large radius costs no more and does not drift. */
export function blurBox(pixels: usize, scratch: usize, width: i32, height: i32, radius: i32): void {
  for (let y = 0; y < height; y++) boxLine(pixels + (<usize>(y * width) << 4), scratch + (<usize>(y * width) << 4), width, 16, radius);
  for (let x = 0; x < width; x++) boxLine(scratch + (<usize>x << 4), pixels + (<usize>x << 4), height, <usize>width << 4, radius);
}

function boxLine(from: usize, to: usize, count: i32, step: usize, radius: i32): void {
  const scale = f64x2.splat(1 / <f64>(2 * radius + 1));
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i = -radius; i <= radius; i++) {
    const pixel = v128.load(from + <usize>min(count - 1, max(0, i)) * step);
    low = f64x2.add(low, f64x2.promote_low_f32x4(pixel));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i32>(pixel, pixel, 2, 3, 2, 3)));
  }
  for (let i = 0; i < count; i++) {
    const a = f32x4.demote_f64x2_zero(f64x2.mul(low, scale));
    const b = f32x4.demote_f64x2_zero(f64x2.mul(high, scale));
    v128.store(to + <usize>i * step, v128.shuffle<i32>(a, b, 0, 1, 4, 5));
    const gone = v128.load(from + <usize>max(0, i - radius) * step);
    const come = v128.load(from + <usize>min(count - 1, i + radius + 1) * step);
    low = f64x2.add(low, f64x2.sub(f64x2.promote_low_f32x4(come), f64x2.promote_low_f32x4(gone)));
    high = f64x2.add(high, f64x2.sub(
      f64x2.promote_low_f32x4(v128.shuffle<i32>(come, come, 2, 3, 2, 3)),
      f64x2.promote_low_f32x4(v128.shuffle<i32>(gone, gone, 2, 3, 2, 3)),
    ));
  }
}
