// Grain: white noise from a hash of pixel, frame and seed (lanes: shared, R, G, B), a separable [a 1 a] filter for the
// neighbour correlation, amplitude by luma.

/** Murmur3's finaliser on four lanes. */
// @ts-ignore: decorator
@inline
function mix(h: v128): v128 {
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(<i32>0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(<i32>0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** Nearly normal, mean 0, variance 1: sums of eight bytes. */
// @ts-ignore: decorator
@inline
function noise(x: i32, y: i32, key: v128): v128 {
  let h = mix(v128.xor(i32x4.splat(x), key));
  h = mix(i32x4.add(h, i32x4.splat(y * <i32>0x9e3779b1)));
  const again = mix(i32x4.add(h, i32x4.splat(<i32>0x6a09e667)));
  const sum = i32x4.add(
    i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(h)),
    i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(again)),
  );
  // Eight bytes: mean 1020, variance 8 · (256² − 1) / 12 = 43690.
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(sum, i32x4.splat(1020))), f32x4.splat(0.0047841752));
}

/** One filtered-across row; `width` v128. */
function noiseRow(target: usize, y: i32, width: i32, key: v128, side: f32, scale: f32): void {
  const a = f32x4.splat(side * scale);
  const b = f32x4.splat(scale);
  let before = noise(-1, y, key);
  let here = noise(0, y, key);
  for (let x = 0; x < width; x++) {
    const after = noise(x + 1, y, key);
    v128.store(target + (<usize>x << 4), f32x4.add(f32x4.mul(here, b), f32x4.mul(a, f32x4.add(before, after))));
    before = here;
    here = after;
  }
}

/**
 * pixels: interleaved RGB(A); sigmas: 3 floats a bin; amount: a float a pixel or 0; rows: scratch of 3 · width v128.
 * `across`, `down`: the filter's side weights; `shared`: correlation between channels.
 */
export function addGrain(
  pixels: usize, channels: i32, width: i32, height: i32, sigmas: usize, bins: i32, amount: usize, rows: usize,
  seed: i32, frame: i32, across: f32, down: f32, shared: f32,
): void {
  const salt = mix(i32x4.add(mix(i32x4(seed, seed + 0x3c6ef372, seed + <i32>0xa54ff53a, seed + 0x510e527f)), i32x4.splat(frame * <i32>0x9e3779b1)));
  const scaleAcross: f32 = 1 / sqrt<f32>(1 + 2 * across * across);
  const scaleDown: f32 = 1 / sqrt<f32>(1 + 2 * down * down);
  const own = sqrt<f32>(1 - shared);
  const common = sqrt<f32>(shared);
  const pitch = <usize>width << 4;
  noiseRow(rows + 2 * pitch, -1, width, salt, across, scaleAcross);
  noiseRow(rows, 0, width, salt, across, scaleAcross);
  for (let y = 0; y < height; y++) {
    const above = rows + <usize>((y + 2) % 3) * pitch;
    const here = rows + <usize>(y % 3) * pitch;
    const below = rows + <usize>((y + 1) % 3) * pitch;
    noiseRow(below, y + 1, width, salt, across, scaleAcross);
    for (let x = 0; x < width; x++) {
      const strength = amount ? load<f32>(amount + (<usize>(y * width + x) << 2)) : <f32>1;
      if (!(strength > 0)) continue;
      const at = <usize>x << 4;
      const n = f32x4.mul(f32x4.splat(scaleDown * strength), f32x4.add(
        v128.load(here + at),
        f32x4.mul(f32x4.splat(down), f32x4.add(v128.load(above + at), v128.load(below + at))),
      ));
      const pixel = pixels + (<usize>((y * width + x) * channels) << 2);
      const luma: f32 = load<f32>(pixel) * 0.2126 + load<f32>(pixel, 4) * 0.7152 + load<f32>(pixel, 8) * 0.0722;
      const place = min<f32>(<f32>(bins - 1), max<f32>(0, sqrt<f32>(min<f32>(1, max<f32>(0, luma))) * <f32>bins - 0.5));
      const bin = min<i32>(bins - 2 < 0 ? 0 : bins - 2, <i32>place);
      const part = bins > 1 ? place - <f32>bin : <f32>0;
      const low = sigmas + <usize>bin * 12;
      const high = bins > 1 ? low + 12 : low;
      const base = common * f32x4.extract_lane(n, 0);
      addTo(pixel, base + own * f32x4.extract_lane(n, 1), low, high, part);
      addTo(pixel + 4, base + own * f32x4.extract_lane(n, 2), low + 4, high + 4, part);
      addTo(pixel + 8, base + own * f32x4.extract_lane(n, 3), low + 8, high + 8, part);
    }
  }
}

// @ts-ignore: decorator
@inline
function addTo(value: usize, noise: f32, low: usize, high: usize, part: f32): void {
  const sigma = load<f32>(low) + (load<f32>(high) - load<f32>(low)) * part;
  store<f32>(value, load<f32>(value) + sigma * noise);
}
